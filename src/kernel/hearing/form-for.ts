import type { AnyCommand, Arg, PlainKind } from '../asking/command.ts'
import { fits } from '../ground/keep-file.ts'
import type { Sent, Values } from '../shapes/form.ts'
import { type Choice, type Field, type FieldKind, type Form, MOST_CHOICES, MOST_FIELDS } from '../shapes/form.ts'
import type { Attachment } from '../shapes/thread-message.ts'
import { isId } from '../words/id.ts'
import { count, cut } from '../words/text.ts'
import { argsOf, isRequired } from './grammar.ts'
import type { Complete } from './suggest.ts'

const KINDS: Partial<Record<PlainKind, FieldKind>> = {
  long: 'long',
  number: 'number',
  date: 'date',
  channel: 'channel',
  person: 'person',
  files: 'file',
  secret: 'secret',
}

/** Where what is known keeps the files that a form was opened with: no argument is called so. */
export const PREFILLED_FILES = '(prefilled files)'

/** Whether its values are few enough to choose from a list. */
const isListed = ({ kind }: Arg) => (typeof kind === 'string' ? kind === 'choice' : kind.listed === true)

/** What a form asks for: what the button says, else every argument that is not known yet. */
export function fieldsAsked(command: AnyCommand, known: Readonly<Record<string, unknown>>, asks: readonly string[]) {
  const args = argsOf(command)
  if (asks.length > 0) return asks.flatMap(key => args.filter(([name]) => name === key)).slice(0, MOST_FIELDS)
  const open = args.filter(([key]) => !(key in known))
  const required = open.filter(([key]) => isRequired(command, key))
  const optional = open.filter(([key]) => !isRequired(command, key))
  const first = [
    ...required,
    ...optional.filter(([, { lowPriority }]) => !lowPriority),
    ...optional.filter(([, arg]) => arg.lowPriority),
  ]
  const asked = new Set(first.slice(0, MOST_FIELDS))
  return [...required, ...optional].filter(one => asked.has(one)).slice(0, MOST_FIELDS)
}

/**
 * Whether a form asks for the rest: something it must have or does not guess is not said, or it is best filled in so
 * and nothing is.
 */
export function wantsForm(command: AnyCommand, said: Readonly<Record<string, unknown>>): boolean {
  const keys = argsOf(command).map(([key]) => key)
  const lacks = keys.some(key => !(key in said) && isRequired(command, key))
  const unsaid = (command.asksFor?.(said) ?? []).some(key => !(key in said))
  return lacks || unsaid || (command.byForm === true && Object.keys(said).every(key => key === keys[0]))
}

type Fields = readonly (readonly [key: string, arg: Arg])[]

/**
 * The fields of a form that is shown again, with the one that a refusal names: where it was not asked for, it takes the
 * place of the last field that may stay empty and did. Null where it cannot be put right in the form.
 */
export function fieldsAgain(
  command: AnyCommand,
  shown: Fields,
  named: string,
  known: Readonly<Record<string, unknown>>,
): Fields | null {
  if (shown.some(([key]) => key === named)) return shown
  const wanted = argsOf(command).find(([key]) => key === named && !(key in known))
  if (!wanted) return null
  const spare = shown.findLast(([key]) => !isRequired(command, key) && !(key in known))
  const kept = shown.length < MOST_FIELDS ? shown : shown.filter(one => one !== spare)
  return kept.length < MOST_FIELDS ? [wanted, ...kept] : null
}

/** What is known but for what must not be kept. */
export function withoutSecrets(command: AnyCommand, known: Readonly<Record<string, unknown>>) {
  const secrets = new Set(argsOf(command).flatMap(([key, { kind }]) => (kind === 'secret' ? [key] : [])))
  return Object.fromEntries(Object.entries(known).filter(([key]) => !secrets.has(key)))
}

/** What was entered for these arguments; what was left empty is left out. */
export function filled(args: readonly (readonly [string, unknown])[], values: Values): Values {
  return Object.fromEntries(args.flatMap(([key]) => (values[key]?.trim() ? [[key, values[key].trim()] as const] : [])))
}

/** The form of a command, generated from its arguments. `token` names the command when it is sent. */
export async function formFor(
  token: string,
  command: AnyCommand,
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
  complete: Complete,
): Promise<Form> {
  const drawn = fields.map(([key, arg]) => field(key, arg, isRequired(command, key), values, complete))
  return { token, title: command.title, submit: command.title, fields: await Promise.all(drawn) }
}

/** A form that says first what its reader must know: no chat has another place for it in a form. */
export function warned(form: Form, warning: string): Form {
  const [first, ...rest] = form.fields
  if (!first) return form
  return { ...form, fields: [{ ...first, hint: [warning, first.hint].filter(Boolean).join(' ') }, ...rest] }
}

async function field(
  name: string,
  arg: Arg,
  required: boolean,
  known: Readonly<Record<string, unknown>>,
  complete: Complete,
): Promise<Field> {
  const value = arg.kind === 'secret' ? undefined : known[name]
  const shared = { name, label: arg.label, hint: arg.help, required, ...(typeof value === 'string' && { value }) }
  const kind = typeof arg.kind === 'string' ? KINDS[arg.kind] : undefined
  if (kind === 'file')
    return fileField(
      { ...shared, ...(arg.photos && { photos: true }) },
      idsIn(value),
      (known[PREFILLED_FILES] as Sent | undefined)?.[name],
    )
  if (kind) return { ...shared, kind, ...(arg.staff && { staff: true }) }
  const choices = isListed(arg) ? await complete(arg, '', known) : []
  if (isMany(arg)) return manyField(shared, choices)
  if (choices.length > 0 && choices.length <= MOST_CHOICES) return { ...shared, kind: 'select', choices }
  return { ...shared, kind: 'text', ...suggesting(arg, choices) }
}

/** What the values of a field that is typed are looked up by; of a list without any there is nothing to look up. */
function suggesting(arg: Arg, choices: readonly Choice[]): Pick<Field, 'suggests'> {
  if (isListed(arg) ? choices.length === 0 : typeof arg.kind === 'string') return {}
  return { suggests: typeof arg.kind === 'object' && arg.kind.several ? 'several' : 'one' }
}

const isMany = ({ kind }: Arg) => typeof kind === 'object' && kind.many === true

/** Of more choices than fit it has the first; the others are looked up. */
function manyField(shared: Omit<Field, 'kind'>, choices: readonly Choice[]): Field {
  // Without a choice there is no list to choose from.
  const kind = choices.length > 0 ? ('many' as const) : ('text' as const)
  const more = choices.length > MOST_CHOICES && { suggests: 'several' as const }
  return { ...shared, kind, choices: choices.slice(0, MOST_CHOICES), ...more }
}

/** The ids of files that were sent before, as the input of a command holds them. */
export function idsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isId) : []
}

/**
 * What was sent before is kept, and what is chosen now is added: no chat can show files that were chosen.
 * @param before the ids of what was sent before
 * @param prefilled what the form was opened with; what is too large of it is skipped
 */
function fileField(
  { required, ...shared }: Omit<Field, 'kind'>,
  before: readonly string[],
  prefilled: readonly Attachment[] = [],
): Field {
  const kept = before.length + prefilled.filter(fits).length
  const skipped = prefilled.filter(one => !fits(one)).map(({ name }) => `“${cut(name, 30)}” is too large to attach.`)
  const here = kept > 0 ? [`${count(kept, 'file is', 'files are')} here already.`] : []
  const hint = [...here, ...skipped, ...(shared.hint ? [shared.hint] : [])].join(' ')
  return { ...shared, kind: 'file', required: required && kept === 0, ...(hint && { hint }) }
}
