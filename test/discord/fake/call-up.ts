import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js'
import { CannotDo } from './cannot-do.ts'
import type { CommandOption } from './command-rules.ts'
import type { Command } from './commands.ts'
import type { Json, Upload } from './shapes.ts'

const Type = ApplicationCommandOptionType

/** What a person gives to a command: by the option's name; people, roles and channels by id. */
export type Given = Record<string, string | number | boolean | Upload>

export type CalledUp = { name: string; options: Json[]; ids: string[] }

/** Finds `order show` among the commands: the command, and its innermost options. */
export function findCommand(commands: readonly Command[], line: string) {
  const words = line.replace(/^\//, '').split(' ')
  const command = commands.find(({ type, name }) => type === ApplicationCommandType.ChatInput && name === words[0])
  if (!command) throw new CannotDo(`call /${words[0]}: there are ${commands.map(({ name }) => `/${name}`).join(', ')}`)
  const path: CommandOption[] = []
  let level: readonly CommandOption[] = command.options ?? []
  for (const word of words.slice(1)) {
    const next = level.find(
      ({ type, name }) => (type === Type.Subcommand || type === Type.SubcommandGroup) && name === word,
    )
    if (!next) throw new CannotDo(`call /${line}: no subcommand ${word}`)
    path.push(next)
    level = next.options ?? []
  }
  if (level.some(({ type }) => type === Type.Subcommand || type === Type.SubcommandGroup))
    throw new CannotDo(`call /${line} without a subcommand`)
  return { command, path, level }
}

/** The `data.options` of a call, nested as the command is. `focused` is the option being typed. */
export function callUp(
  found: ReturnType<typeof findCommand>,
  given: Given,
  keepFiles: (files: readonly Upload[]) => string[],
  focused: string | null = null,
): CalledUp {
  const { path, level } = found
  for (const name of Object.keys(given))
    if (!level.some(option => option.name === name)) throw new CannotDo(`give the option "${name}"`)
  const ids: string[] = []
  const options = level.flatMap((option): Json[] => {
    const value = given[option.name]
    const typing = option.name === focused
    if (value === undefined) {
      if (option.required && focused === null) throw new CannotDo(`leave out the option "${option.name}"`)
      return []
    }
    const sent = typing ? String(value) : checked(option, value, keepFiles)
    if (IDS.includes(option.type)) ids.push(String(sent))
    return [{ name: option.name, type: option.type, value: sent, ...(typing ? { focused: true } : {}) }]
  })
  const nested = path.reduceRight<Json[]>((inner, { name, type }) => [{ name, type, options: inner }], options)
  return { name: [found.command.name, ...path.map(({ name }) => name)].join(' '), options: nested, ids }
}

const IDS: readonly number[] = [Type.User, Type.Role, Type.Channel, Type.Mentionable, Type.Attachment]

function checked(option: CommandOption, value: Given[string], keepFiles: (files: readonly Upload[]) => string[]) {
  const { name, type, choices } = option
  const bad = (why: string) => new CannotDo(`give ${JSON.stringify(value)} for "${name}": ${why}`)
  if (typeof value === 'object') {
    if (type !== Type.Attachment) throw bad('it takes no file')
    return keepFiles([value])[0]
  }
  if (choices?.length) {
    const choice = choices.find(one => one.value === value || one.name === value)
    if (!choice) throw bad(`it has ${choices.map(one => one.name).join(', ')}`)
    return choice.value
  }
  if (type === Type.Boolean && typeof value !== 'boolean') throw bad('it is yes or no')
  if ((type === Type.Integer || type === Type.Number) && typeof value !== 'number') throw bad('it is a number')
  if (type === Type.Integer && !Number.isInteger(value)) throw bad('it is a whole number')
  if (typeof value === 'number' && (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity)))
    throw bad(`it lies between ${option.min_value} and ${option.max_value}`)
  if (type === Type.String) {
    if (typeof value !== 'string') throw bad('it is a text')
    if (value.length < (option.min_length ?? 1) || value.length > (option.max_length ?? 6_000))
      throw bad('wrong length')
  }
  return value
}
