import * as schemas from 'discord-api-spec/zod'
import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core'
import { type Path, Wrongs } from './wrongs.ts'

type Issue = $ZodIssue

/** Checks a body against the official API description and words what it finds as Discord does. */
export function checkSpec(schema: string, body: unknown, at: Path = []): void {
  const wrongs = new Wrongs()
  gatherSpec(wrongs, schema, body, at)
  wrongs.settle()
}

export function gatherSpec(wrongs: Wrongs, schema: string, body: unknown, at: Path = []): void {
  const known = (schemas as Record<string, $ZodType | undefined>)[`${schema}Schema`]
  if (!known) throw new Error(`The API description knows no ${schema}`)
  const parsed = safeParse(known, body)
  for (const issue of parsed.error?.issues ?? []) say(wrongs, issue, at, body)
}

/** `within` is the value that the paths of the issue start from. */
function say(wrongs: Wrongs, issue: Issue, at: Path, within: unknown): void {
  const inner = issue.path as Path
  const path = [...at, ...inner]
  const value = reach(within, inner)
  if (issue.code === 'invalid_union') sayUnion(wrongs, issue.errors as Issue[][], path, value)
  else wrongs.add(path, ...word(issue, value))
}

/** The branch that was meant is the one whose `type` fits, then the one of the value's own kind; without one, Discord lists the types there are. */
function sayUnion(wrongs: Wrongs, branches: readonly Issue[][], path: Path, value: unknown): void {
  const typed = (issues: readonly Issue[]) => issues.find(({ path }) => path.length === 1 && path[0] === 'type')
  const alien = (issues: readonly Issue[]) => issues.some(({ code, path }) => code === 'invalid_type' && !path.length)
  const order = (issues: readonly Issue[]) => issues.length + (alien(issues) ? 1_000 : 0)
  const meant = branches.filter(issues => !typed(issues)).sort((a, b) => order(a) - order(b))[0]
  if (meant) {
    for (const issue of meant) say(wrongs, issue, path, value)
    return
  }
  const types = branches.flatMap(issues => {
    const found = typed(issues)
    return found?.code === 'invalid_value' ? found.values.map(Number) : []
  })
  const list = types.sort((a, b) => a - b).join(', ')
  wrongs.add(path, 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${list}).`)
}

function word(issue: Issue, value: unknown): readonly [string, string] {
  if (value === undefined || (value === null && issue.code === 'invalid_type'))
    return ['BASE_TYPE_REQUIRED', 'This field is required']
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? ['NUMBER_TYPE_MAX', `int value should be less than or equal to ${issue.maximum}.`]
        : ['BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`]
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? ['NUMBER_TYPE_MIN', `int value should be greater than or equal to ${issue.minimum}.`]
        : ['BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`]
    case 'invalid_value':
      return ['BASE_TYPE_CHOICES', `Value must be one of (${issue.values.map(String).join(', ')}).`]
    case 'invalid_format':
      return issue.format === 'url'
        ? ['URL_TYPE_INVALID_URL', 'Not a well formed URL.']
        : ['NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not snowflake.`]
    case 'invalid_type':
      return CONVERSIONS[issue.expected] ?? ['BASE_TYPE_CONVERT', `Could not interpret ${JSON.stringify(value)}.`]
    default:
      return ['BASE_TYPE_INVALID', `Invalid value (${issue.code}).`]
  }
}

const CONVERSIONS: Record<string, readonly [string, string]> = {
  string: ['STRING_TYPE_CONVERT', 'Could not interpret value as string.'],
  number: ['NUMBER_TYPE_COERCE', 'Value is not int.'],
  int: ['NUMBER_TYPE_COERCE', 'Value is not int.'],
  boolean: ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  array: ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType'],
  object: ['MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType'],
  record: ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType'],
}

function reach(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], value)
}
