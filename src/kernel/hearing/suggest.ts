import type { AnyCommand, Arg, Commands } from '../asking/command.ts'
import type { Actor } from '../shapes/actor.ts'
import { type Choice, MOST_CHOICES } from '../shapes/form.ts'
import type { Suggestion } from './desk.ts'
import { asWritten, isKey, places, sort, typedArgs, vocabulary, written } from './grammar.ts'
import { quote, tokenise, type Word } from './tokenise.ts'

type Known = Readonly<Record<string, unknown>>

export type Complete = (arg: Arg, typed: string, known: Known) => Promise<readonly Choice[]>

/** What could follow the line as typed so far. Pure but for `complete`, which looks things up. */
export async function suggestFor(
  line: string,
  commands: Commands,
  actor: Actor,
  complete: Complete,
): Promise<readonly Suggestion[]> {
  const nouns = vocabulary(commands, actor.side)
  const words = [...tokenise(line)]
  const last = /\s$/.test(line) && !words.at(-1)?.open ? null : (words.pop() ?? null)
  const [noun, verb, ...given] = words
  const base = last ? line.slice(0, last.start) : line
  if (!noun)
    return fitting(
      `/${(last?.text ?? '').replace(/^\//, '')}`,
      [...nouns.keys()].map(key => named(`/${key}`)),
      base,
    )
  const verbs = nouns.get(noun.text.replace(/^\//, '').toLowerCase())
  if (!verbs) return []
  if (!verb) {
    const choices = [...verbs].map(([key, name]) => ({ ...named(key), detail: commands[name]?.does ?? '' }))
    return fitting(last?.text ?? '', choices, base)
  }
  const command = commands[verbs.get(verb.text.toLowerCase()) ?? '']
  return command ? args(command, given, last, line, complete) : []
}

/** Reads the words as the parser does, so that what is suggested is understood. */
async function args(
  command: AnyCommand,
  given: readonly Word[],
  last: Word | null,
  line: string,
  complete: Complete,
): Promise<readonly Suggestion[]> {
  const all = typedArgs(command)
  const base = last ? line.slice(0, last.start) : line
  const { named, loose } = sort(given, all)
  const open = places(all, named)
  const placed = open.flatMap(([key], index) => (loose[index] ? [[key, asWritten(loose[index], line)] as const] : []))
  const known = { ...named, ...Object.fromEntries(placed) }
  const keyed = last?.key ? all.find(([key]) => isKey(key, last.key ?? '') && !(key in named)) : undefined
  if (keyed && last) return chosen(await complete(keyed[1], last.text, known), `${base}${written(keyed[0])}:`)
  const typed = last ? asWritten(last, line) : ''
  const at = open[loose.length]
  const values = at ? chosen(await complete(at[1], typed, known), base) : []
  const keys = all
    .filter(([key, arg]) => arg.named && !(key in named) && written(key).startsWith(typed.toLowerCase()))
    .map(([key, arg]) => ({ insert: `${base}${written(key)}:`, label: `${written(key)}:`, detail: arg.help }))
  return [...values, ...keys].slice(0, MOST_CHOICES)
}

function chosen(choices: readonly Choice[], base: string): Suggestion[] {
  return choices.slice(0, MOST_CHOICES).map(({ value, label, detail }) => ({
    insert: `${base}${quote(value)} `,
    label,
    ...(detail !== undefined && { detail }),
  }))
}

function fitting(typed: string, choices: readonly Choice[], base: string): Suggestion[] {
  return chosen(
    choices.filter(({ value }) => value.startsWith(typed.toLowerCase())),
    base,
  )
}

const named = (value: string): Choice => ({ value, label: value })
