import type { AnyCommand, Arg, Commands } from '../asking/command.ts'
import type { Side } from '../shapes/actor.ts'
import { nearest } from '../words/nearest.ts'
import { Refusal } from '../words/refusal.ts'
import { list } from '../words/text.ts'
import { tokenise, type Word } from './tokenise.ts'

/** Somebody typed a secret where others may read it. */
export class SecretTyped extends Refusal {
  constructor() {
    super(
      'Don’t type secrets into a command: others may read it, and chats keep it. Leave it out, and a form asks for it. If others could see it, make a new one.',
    )
  }
}

export type Typed =
  | { kind: 'help'; noun: string | null }
  | {
      kind: 'command'
      name: string
      command: AnyCommand
      input: Record<string, unknown>
      missing: readonly string[]
      /** What was typed in several words without quotes, and may be meant otherwise. */
      unsure?: string
    }

/** The commands a side may type, by noun and verb: `order` → `forward` → its name. */
export function vocabulary(commands: Commands, side: Side): Vocabulary {
  const bySide = vocabularies.get(commands) ?? new Map<Side, Vocabulary>()
  const known = bySide.get(side) ?? allOf(commands, side)
  vocabularies.set(commands, bySide.set(side, known))
  return known
}

type Vocabulary = ReadonlyMap<string, ReadonlyMap<string, string>>
const vocabularies = new WeakMap<Commands, Map<Side, Vocabulary>>()

function allOf(commands: Commands, side: Side): Vocabulary {
  const nouns = new Map<string, Map<string, string>>()
  for (const [name, command] of Object.entries(commands)) {
    const [noun, verb] = name.split('.')
    if (command.hidden || !noun || !verb || !command.who.includes(side)) continue
    nouns.set(noun, (nouns.get(noun) ?? new Map()).set(verb, name))
  }
  return nouns
}

/** The arguments of a command in their order. */
export function argsOf(command: AnyCommand): readonly (readonly [string, Arg])[] {
  return Object.entries(command.args as Record<string, Arg>)
}

/** Those that can be typed: files are chosen, and secrets entered, in a form. */
export function typedArgs(command: AnyCommand): readonly (readonly [string, Arg])[] {
  return argsOf(command).filter(([, { kind }]) => kind !== 'files' && kind !== 'secret')
}

export function isRequired(command: AnyCommand, arg: string): boolean {
  return !command.input.shape[arg].safeParse(undefined).success
}

/** An argument's name as people read and write it: `shipHours` → `ship-hours`. */
export function written(key: string): string {
  return key.replaceAll(/[A-Z]/g, capital => `-${capital.toLowerCase()}`)
}

/** Whether somebody wrote that argument's name: capitals and hyphens do not matter. */
export function isKey(key: string, typed: string): boolean {
  return key.toLowerCase() === typed.toLowerCase().replaceAll(/[-_]/g, '')
}

/** `/order forward <order> [supplier:…]`; with `isNamed` `/order forward order:… [supplier:…]`. */
export function usage(name: string, command: AnyCommand, isNamed = false): string {
  const words = typedArgs(command).map(([key, arg]) => {
    const shown = arg.named || isNamed ? `${written(key)}:…` : `<${written(key)}>`
    return isRequired(command, key) ? shown : `[${shown}]`
  })
  return [`/${name.replace('.', ' ')}`, ...words].join(' ')
}

/**
 * Reads a typed line as a command of that side.
 * @throws Refusal with the nearest match for a typo, or the usage where words are left over.
 */
export function readLine(line: string, commands: Commands, side: Side): Typed {
  const nouns = vocabulary(commands, side)
  const [first, second, ...rest] = tokenise(line)
  const noun = first ? asWritten(first, line).replace(/^\//, '').toLowerCase() : ''
  if (noun === '' || noun === 'help')
    return { kind: 'help', noun: second ? asWritten(second, line).toLowerCase() : null }
  const verbs = nouns.get(noun)
  if (!verbs)
    return namedAlone(line, commands, side, () => unknown(`/${noun}`, nearest(noun, nouns.keys()), nouns.keys()))
  if (!second || asWritten(second, line).toLowerCase() === 'help') return { kind: 'help', noun }
  const verb = asWritten(second, line).toLowerCase()
  const name = verbs.get(verb)
  if (!name) {
    const refusal = () => unknown(`/${noun} ${verb}`, nearest(verb, verbs.keys()), verbs.keys(), `/${noun} `)
    return namedAlone(line, commands, side, refusal)
  }
  const command = commands[name] as AnyCommand
  const { input, unsure } = readArgs(line, rest, name, command)
  const missing = argsOf(command).flatMap(([key]) => (key in input || !isRequired(command, key) ? [] : [key]))
  return { kind: 'command', name, command, input, missing, ...(unsure && { unsure }) }
}

const ALONE =
  /^\/?(?:where(?:['’]s|\s+is)\s+|what\s+about\s+|show\s+)?(?:the\s+)?(?:(?:purchase\s+)?\p{L}+\s+)?(\S+?)[\s?？!.]*$/iu

/** `1042`, `order 1042`, `where is #1042-A?`: what is named alone is shown. @throws the refusal where nothing is. */
function namedAlone(line: string, commands: Commands, side: Side, refusal: () => Refusal): Typed {
  const [, named = ''] = ALONE.exec(line.trim()) ?? []
  for (const [name, command] of Object.entries(commands)) {
    const [first] = argsOf(command)
    if (first && command.who.includes(side) && command.alone?.test(named))
      return { kind: 'command', name, command, input: { [first[0]]: named }, missing: [] }
  }
  throw refusal()
}

type ReadArgs = { input: Record<string, unknown>; unsure: string | undefined }

function readArgs(line: string, words: readonly Word[], name: string, command: AnyCommand): ReadArgs {
  const args = typedArgs(command)
  const secrets = argsOf(command).filter(([, { kind }]) => kind === 'secret')
  if (words.some(({ key }) => key && secrets.some(([secret]) => isKey(secret, key)))) throw new SecretTyped()
  const { named, loose, odd } = sort(words, args)
  if (odd) refuseOdd(odd, named, name, command)
  const input: Record<string, string> = { ...named }
  const open = places(args, named)
  const left = [...loose]
  let unsure: string | undefined
  for (const [index, [key, arg]] of open.entries()) {
    const word = left.shift()
    if (!word) break
    const takesRest = index === open.length - 1 && left.length > 0 && !isOneWord(arg) && secrets.length === 0
    // Who names other arguments by their keys knows where this one ends.
    if (takesRest && arg.asksSeveral && Object.keys(named).length === 0) unsure = key
    const more = takesRest ? left.length : howManyMore(arg, left, line)
    input[key] = more > 0 ? rest(line, [word, ...left.splice(0, more)]) : asWritten(word, line)
  }
  // What is left over where secrets are asked for may be one.
  if (left[0] && secrets.length > 0) throw new SecretTyped()
  if (left[0]) throw new Refusal(`I did not understand “${rest(line, left)}”. It is written ${usage(name, command)}.`)
  return { input, unsure }
}

const isOneWord = ({ kind }: Arg) => typeof kind === 'object' && kind.oneWord === true

/** How many of the words that follow name more of the same. */
function howManyMore({ kind }: Arg, left: readonly Word[], line: string): number {
  const isOne = typeof kind === 'object' ? kind.several : undefined
  if (!isOne) return 0
  const end = left.findIndex(word => !isOne.test(asWritten(word, line)))
  return end < 0 ? left.length : end
}

type Args = ReturnType<typeof argsOf>
type Sorted = { named: Readonly<Record<string, string>>; loose: readonly Word[]; odd: Word | null }

/** Tells the words that name their argument from the others; `odd` is the first that names one wrongly or again. */
export function sort(words: readonly Word[], args: Args): Sorted {
  const named: Record<string, string> = {}
  const loose: Word[] = []
  let odd: Word | null = null
  for (const word of words) {
    const prose = inProse(args, named, loose.length)
    const arg = keyed(word) && args.find(([key, arg]) => isKey(key, word.key ?? '') && (arg.named || !prose))
    if (arg && !(arg[0] in named)) named[arg[0]] = word.text
    else {
      if (keyed(word) && !prose) odd ??= word
      loose.push(word)
    }
  }
  return { named, loose, odd }
}

/** The arguments that words fill by their place, in order. */
export function places(args: Args, named: object): Args {
  return args.filter(([key, arg]) => !arg.named && !(key in named))
}

/** In a long text only optional arguments are still read by their key: `note: see order: 7` is prose. */
function inProse(args: Args, named: object, loose: number): boolean {
  const positional = places(args, named)
  return positional.at(-1)?.[1].kind === 'long' && loose >= positional.length
}

function keyed(word: Word): boolean {
  return word.key !== null && (word.text !== '' || word.quoted)
}

function refuseOdd({ key }: Word, named: object, name: string, command: AnyCommand): void {
  const keys = typedArgs(command).map(([known]) => known)
  const again = keys.find(known => key && isKey(known, key))
  if (again && again in named) throw new Refusal(`“${key}:” is there twice. Which one do you mean?`, again)
  const near = key && nearest(key, keys.map(written))
  if (near) throw new Refusal(`${usage(name, command)} has no “${key}:”. Did you mean “${near}:”?`)
}

/** What was written, keeping a colon that was no key. */
export function asWritten(word: Word, line: string): string {
  return word.key === null ? word.text : line.slice(word.start, word.end)
}

/** The rest of the line as it was written; a keyed argument in between has been taken out. */
function rest(line: string, words: readonly Word[]): string {
  return words
    .map((word, index) => {
      const between = line.slice(words[index - 1]?.end ?? word.start, word.start)
      return (between.trim() === '' ? between : ' ') + line.slice(word.start, word.end)
    })
    .join('')
}

function unknown(typed: string, near: string | null, known: Iterable<string>, before = '/'): Refusal {
  const all = list(
    [...known].map(word => `${before}${word}`),
    'or',
  )
  return new Refusal(`I don’t know ${typed}. ${near ? `Did you mean ${before}${near}?` : `There is ${all}.`}`)
}
