import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { AnyCommand, Arg, Commands } from '../../kernel/asking/command.ts'
import { wantsForm } from '../../kernel/hearing/form-for.ts'
import { FROM_MESSAGE } from '../../kernel/hearing/from-message.ts'
import { isRequired, typedArgs } from '../../kernel/hearing/grammar.ts'
import type { Values } from '../../kernel/shapes/form.ts'
import { MOST_CHOICES } from '../../kernel/shapes/form.ts'
import { capital } from '../../kernel/words/text.ts'
import { label } from './draw/words.ts'
import { ROOM_TYPES } from './server.ts'

/** Names and descriptions in other languages, by `order`, `order.forward` or `order.forward.supplier`. */
export type Translations = Readonly<Record<string, { names?: LocalizationMap; descriptions?: LocalizationMap }>>

/** `opensForm`: whether a form is opened at once where no more than that was said. */
type Found = { name: string; args: ReadonlyMap<string, string>; opensForm: (said: Values) => boolean }

export type CommandTable = {
  /** What is registered with Discord, in one list. */
  json: readonly RESTPostAPIApplicationCommandsJSONBody[]
  /**
   * The same, with the nouns that only staff use shown to nobody without a permission.
   * @param permission its bits, as Discord writes them; null where that would hide them from staff.
   */
  shownBy(permission: string | null): readonly RESTPostAPIApplicationCommandsJSONBody[]
  /** Our command of a noun and verb, and which argument of ours each of its options is. */
  find(noun: string, verb: string): Found | null
}

/** The context-menu command on messages: at most 32 characters. */
export const ADD_TRACKING = 'Add tracking from this message'
export const HELP = 'help'
export const ABOUT = 'about'

const MOST = { description: 100, choice: 100 }
/** docs: interactions/application-commands, "Application Command Naming". */
const NAME = /^[-_\p{L}\p{N}]{1,32}$/u

/** Whether its values are looked up while one types. */
const isCompleted = ({ kind }: Arg) => typeof kind === 'object'

/** What a message's own menu calls a form that its words go into. */
export const menuLabel = ({ noun }: { noun: string }) => `${capital(noun)} from this message`

/** The command table as Discord's typed subcommands: `order.forward` is `/order forward`, `shipHours` is `ship-hours`. */
export function commandTable(commands: Commands, translations: Translations = {}): CommandTable {
  const nouns = new Map<string, Map<string, Found>>()
  const shared = new Set<string>([HELP])
  const json: RESTPostAPIApplicationCommandsJSONBody[] = []
  for (const [name, command] of Object.entries(commands)) {
    const [noun, verb] = name.split('.')
    if (!noun || !verb || command.hidden || command.who.every(side => side === 'system')) continue
    if (command.who.some(side => side === 'supplier' || side === 'stranger')) shared.add(noun)
    const args = new Map(typedArgs(command).map(([key]) => [kebab(key), key]))
    const opensForm = (said: Values) =>
      (command.byForm === true || command.asksFor !== undefined) && wantsForm(command, said)
    nouns.set(noun, (nouns.get(noun) ?? new Map()).set(verb, { name, args, opensForm }))
  }
  for (const [noun, verbs] of nouns)
    json.push({
      ...titled(noun, `${[...verbs.keys()].join(', ')}`, noun, translations),
      type: ApplicationCommandType.ChatInput,
      options: [...verbs].map(([verb, { name }]) => subcommand(verb, name, commands[name] as AnyCommand, translations)),
    })
  const about: APIApplicationCommandBasicOption = {
    ...titled(ABOUT, 'What you want to know more of.', `${HELP}.${ABOUT}`, translations),
    type: ApplicationCommandOptionType.String,
    choices: [...nouns.keys()].slice(0, MOST_CHOICES).map(noun => ({ name: noun, value: noun })),
  }
  const help = titled(HELP, 'What you can ask, and how.', HELP, translations)
  json.push({ ...help, type: ApplicationCommandType.ChatInput, options: [about] })
  for (const name of [ADD_TRACKING, ...FROM_MESSAGE.map(menuLabel)]) {
    const menu = translations[name]?.names
    json.push({ name, ...(menu && { name_localizations: menu }), type: ApplicationCommandType.Message })
  }
  const isStaffs = ({ type, name }: RESTPostAPIApplicationCommandsJSONBody) =>
    type === ApplicationCommandType.ChatInput && !shared.has(name)
  const shownBy = (permission: string | null) =>
    permission === null
      ? json
      : json.map(one => (isStaffs(one) ? { ...one, default_member_permissions: permission } : one))
  return { json, shownBy, find: (noun, verb) => nouns.get(noun)?.get(verb) ?? null }
}

function subcommand(
  verb: string,
  name: string,
  command: AnyCommand,
  translations: Translations,
): APIApplicationCommandSubcommandOption {
  const demanded = (key: string, index: number) => isRequired(command, key) && !(command.byForm && index > 0)
  const all = typedArgs(command).map(([key, arg], index) => option(key, arg, demanded(key, index), name, translations))
  return {
    ...titled(verb, command.does, name, translations),
    type: ApplicationCommandOptionType.Subcommand,
    // Discord wants what is required first.
    options: [...all.filter(one => one.required), ...all.filter(one => !one.required)],
  }
}

function option(
  key: string,
  arg: Arg,
  required: boolean,
  command: string,
  translations: Translations,
): APIApplicationCommandBasicOption {
  const named = { ...titled(kebab(key), arg.help, `${command}.${key}`, translations), required }
  if (arg.kind === 'channel')
    return { ...named, type: ApplicationCommandOptionType.Channel, channel_types: [...ROOM_TYPES] }
  if (arg.kind === 'person') return { ...named, type: ApplicationCommandOptionType.Mentionable }
  if (arg.kind === 'number') return { ...named, type: ApplicationCommandOptionType.Number }
  const choices = arg.choices?.map(choice => ({ name: label(choice.label, MOST.choice), value: choice.value }))
  if (choices && choices.length > 0 && choices.length <= MOST_CHOICES)
    return { ...named, type: ApplicationCommandOptionType.String, choices }
  const autocomplete = isCompleted(arg) || choices !== undefined
  return { ...named, type: ApplicationCommandOptionType.String, ...(autocomplete && { autocomplete: true as const }) }
}

function titled(name: string, description: string, path: string, translations: Translations) {
  if (!NAME.test(name) || name !== name.toLowerCase()) throw new Error(`Discord takes no command called “${name}”`)
  const { names, descriptions } = translations[path] ?? {}
  return {
    name,
    description: label(description, MOST.description),
    ...(names && { name_localizations: names }),
    ...(descriptions && { description_localizations: descriptions }),
  }
}

/** `purchaseOrder` → `purchase-order`. */
function kebab(key: string): string {
  return key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}
