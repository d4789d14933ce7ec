import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from 'discord.js'
import { gatherSpec } from './spec.ts'
import { type Path, Wrongs } from './wrongs.ts'

type Choice = { name: string; value: string | number; name_localizations?: Record<string, string> | null }

export type CommandOption = {
  type: number
  name: string
  description: string
  name_localizations?: Record<string, string> | null
  description_localizations?: Record<string, string> | null
  required?: boolean
  autocomplete?: boolean
  choices?: Choice[] | null
  options?: CommandOption[] | null
  min_value?: number
  max_value?: number
  min_length?: number
  max_length?: number
  channel_types?: number[]
}

export type CommandBody = {
  type?: number | null
  name: string
  description?: string | null
  name_localizations?: Record<string, string> | null
  description_localizations?: Record<string, string> | null
  options?: CommandOption[] | null
  default_member_permissions?: string | number | null
  contexts?: number[] | null
  integration_types?: number[] | null
  nsfw?: boolean | null
}

/** docs: interactions/application-commands, "Application Command Naming" and the note on 8,000 characters. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const MOST_SIZE = 8_000
const MOST_OPTIONS = 25
const LOCALES: readonly string[] = Object.values(Locale)
const { Subcommand, SubcommandGroup, String: Text, Integer, Number: Decimal } = ApplicationCommandOptionType

const kindOf = (command: CommandBody) => command.type ?? ApplicationCommandType.ChatInput

/** Bits are taken as digits in a string, though the description has only numbers. docs: "Application Command Object". */
const asDescribed = ({ default_member_permissions: bits, ...rest }: CommandBody) =>
  bits === undefined ? rest : { ...rest, default_member_permissions: /^\d+$/.test(String(bits)) ? Number(bits) : bits }

/** Judges a list of commands as the bulk overwrite does. */
export function judgeCommands(commands: readonly CommandBody[]): void {
  const wrongs = new Wrongs()
  for (const [index, command] of commands.entries())
    gatherSpec(wrongs, 'ApplicationCommandUpdateRequest', asDescribed(command), [index])
  wrongs.settle()
  const seen = new Set<string>()
  for (const [index, command] of commands.entries()) {
    const key = `${kindOf(command)} ${command.name}`
    if (seen.has(key))
      wrongs.add([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
    seen.add(key)
    judgeCommand(wrongs, command, [index])
  }
  wrongs.settle()
}

function judgeCommand(wrongs: Wrongs, command: CommandBody, at: Path): void {
  judgeLocales(wrongs, command, at)
  const { default_member_permissions: permissions } = command
  if (typeof permissions === 'string' && !/^\d+$/.test(permissions))
    wrongs.add([...at, 'default_member_permissions'], 'BITFIELD_TYPE_COERCE', 'Value is not a bit set.')
  if (kindOf(command) !== ApplicationCommandType.ChatInput) {
    if (command.description)
      wrongs.add([...at, 'description'], 'BASE_TYPE_MAX_LENGTH', 'Context menu commands cannot have a description')
    if (command.options?.length)
      wrongs.add([...at, 'options'], 'BASE_TYPE_MAX_LENGTH', 'Context menu commands cannot have options')
    return
  }
  if (!command.description) wrongs.add([...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required')
  judgeName(wrongs, command, at)
  judgeOptions(wrongs, command.options ?? [], [...at, 'options'], 0)
  if (sizeOf(command) > MOST_SIZE)
    wrongs.add(at, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MOST_SIZE})`)
}

function judgeName(wrongs: Wrongs, named: CommandBody | CommandOption, at: Path): void {
  const bad = (name: string) => !NAME.test(name) || name !== name.toLowerCase()
  const say = (path: Path) => wrongs.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
  if (bad(named.name)) say([...at, 'name'])
  for (const [locale, name] of Object.entries(named.name_localizations ?? {}))
    if (bad(name)) say([...at, 'name_localizations', locale])
}

function judgeLocales(wrongs: Wrongs, named: CommandBody | CommandOption | Choice, at: Path): void {
  for (const field of ['name_localizations', 'description_localizations'] as const) {
    const words = field in named ? (named as CommandBody)[field] : null
    for (const locale of Object.keys(words ?? {}))
      if (!LOCALES.includes(locale))
        wrongs.add([...at, field, locale], 'BASE_TYPE_CHOICES', `Value must be one of (${LOCALES.join(', ')}).`)
  }
}

function judgeOptions(wrongs: Wrongs, options: readonly CommandOption[], at: Path, depth: number): void {
  if (options.length > MOST_OPTIONS)
    wrongs.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${MOST_OPTIONS} or fewer in length.`)
  const seen = new Set<string>()
  let optional = false
  const branches = options.filter(({ type }) => type === Subcommand || type === SubcommandGroup).length
  for (const [index, option] of options.entries()) {
    const path = [...at, index]
    judgeLocales(wrongs, option, path)
    judgeName(wrongs, option, path)
    if (seen.has(option.name))
      wrongs.add(path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')
    seen.add(option.name)
    if (option.required && optional)
      wrongs.add(
        path,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    optional ||= !option.required
    judgeOption(wrongs, option, path, depth, branches > 0 && branches < options.length)
  }
}

/** Groups stand in commands only, subcommands in commands and groups, and neither beside plain options. */
function judgeOption(wrongs: Wrongs, option: CommandOption, at: Path, depth: number, mixed: boolean): void {
  const branch = option.type === Subcommand || option.type === SubcommandGroup
  const tooDeep = option.type === SubcommandGroup ? depth > 0 : option.type === Subcommand && depth > 1
  if (mixed || tooDeep)
    wrongs.add(
      [...at, 'type'],
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    )
  if (branch) judgeOptions(wrongs, option.options ?? [], [...at, 'options'], option.type === SubcommandGroup ? 1 : 2)
  if (option.autocomplete && option.choices?.length)
    wrongs.add(
      [...at, 'choices'],
      'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
      'Autocomplete options cannot have choices',
    )
  if ((option.autocomplete || option.choices?.length) && ![Text, Integer, Decimal].includes(option.type))
    wrongs.add([...at, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'This option type takes no choices')
  const names = (option.choices ?? []).map(({ name }) => name)
  for (const [index, choice] of (option.choices ?? []).entries()) {
    judgeLocales(wrongs, choice, [...at, 'choices', index])
    if (names.indexOf(choice.name) !== index)
      wrongs.add(
        [...at, 'choices', index],
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
        'Option choice name already exists',
      )
  }
}

/** Names, descriptions and values together; of translations, the longest counts. */
function sizeOf(part: CommandBody | CommandOption): number {
  const longest = (word: string | null | undefined, others: Record<string, string> | null | undefined) =>
    Math.max(word?.length ?? 0, ...Object.values(others ?? {}).map(({ length }) => length))
  const own = longest(part.name, part.name_localizations) + longest(part.description, part.description_localizations)
  const choices = 'choices' in part ? (part.choices ?? []) : []
  const chosen = choices.map(one => longest(one.name, one.name_localizations) + String(one.value).length)
  const inner = (part.options ?? []).map(sizeOf)
  return [...chosen, ...inner].reduce((sum, size) => sum + size, own)
}
