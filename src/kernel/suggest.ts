import type { Actor } from './actor.ts'
import type { AnyCommand, Arg, ArgKind, Commands } from './command.ts'
import type { Reads } from './db.ts'
import type { Suggestion } from './desk.ts'
import type { Choice } from './form.ts'
import { argsOf, isKey, vocabulary, written } from './grammar.ts'
import { quote, tokenise, type Word } from './tokenise.ts'

type Known = Readonly<Record<string, unknown>>

/**
 * What could stand for a kind of argument, given what was typed of it and the other arguments known so far;
 * each actor is shown only what is theirs.
 */
export type Completers = Readonly<
  Partial<Record<ArgKind, (db: Reads, actor: Actor, typed: string, known: Known) => Promise<readonly Choice[]>>>
>
export type Complete = (arg: Arg, typed: string, known: Known) => Promise<readonly Choice[]>

const MOST = 25

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
  return command ? args(command, given, last, base, complete) : []
}

async function args(
  command: AnyCommand,
  given: readonly Word[],
  last: Word | null,
  base: string,
  complete: Complete,
): Promise<readonly Suggestion[]> {
  const all = argsOf(command)
  const keyed = last?.key ? all.find(([key]) => isKey(key, last.key ?? '')) : undefined
  const loose = given.filter(word => word.key === null)
  const inPlace = all.filter(([, arg]) => !arg.named).map(([key], index) => [key, loose[index]?.text] as const)
  const keys = new Map(
    given.flatMap(word => all.filter(([key]) => isKey(key, word.key ?? '')).map(([key]) => [key, word.text] as const)),
  )
  const known = Object.fromEntries([...inPlace, ...keys])
  if (keyed && last) return chosen(await complete(keyed[1], last.text, known), `${base}${written(keyed[0])}:`)
  const positional = all.filter(([key, arg]) => !arg.named && !keys.has(key))
  const at = positional[loose.length]
  const values = at ? chosen(await complete(at[1], last?.text ?? '', known), base) : []
  const named = all
    .filter(([key, arg]) => arg.named && !keys.has(key) && written(key).startsWith(last?.text ?? ''))
    .map(([key, arg]) => ({ insert: `${base}${written(key)}:`, label: `${written(key)}:`, detail: arg.help }))
  return [...values, ...named].slice(0, MOST)
}

function chosen(choices: readonly Choice[], base: string): Suggestion[] {
  return choices.slice(0, MOST).map(({ value, label, detail }) => ({
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
