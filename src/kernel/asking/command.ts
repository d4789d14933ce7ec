import type { z } from 'zod'
import type { EventName, Events } from '../../events.ts'
import type { Db, Reads } from '../ground/db.ts'
import type { Seal } from '../ground/seal.ts'
import type { Actor, Side } from '../shapes/actor.ts'
import type { OpenableCard } from '../shapes/card.ts'
import type { Chat } from '../shapes/chat.ts'
import type { Feed } from '../shapes/feed.ts'
import type { Choice } from '../shapes/form.ts'
import type { Mailer } from '../shapes/mailer.ts'
import type { Power } from '../shapes/power.ts'
import type { Reach } from '../shapes/reach.ts'
import type { Storefront } from '../shapes/storefront.ts'
import type { OwedTask } from './owe-task.ts'

/**
 * Kinds of argument that mean the same in every business. `choice` names a fixed list; `channel` and `person` complete
 * from the chat. `files` are chosen in a form and never typed: the verb is given their ids. A `secret` is entered in a form
 * alone, and never shown again or kept with it.
 */
export type PlainKind = 'text' | 'long' | 'number' | 'date' | 'choice' | 'channel' | 'person' | 'files' | 'secret'

/** A kind of argument that its noun owns: it names something that is looked up. */
export type ArgKind = {
  name: string
  /**
   * Suggestions, given what was typed so far and the other arguments known so far; each actor is shown only
   * what is theirs. Of a kind that forms list, all or at least one more than fit: who shows them cuts.
   */
  complete(
    db: Reads,
    actor: Actor,
    typed: string,
    known: Readonly<Record<string, unknown>>,
    outside: OutsideSystems,
  ): Promise<readonly Choice[]>
  /** Looks for what it names, before a form opens. @throws Refusal where there is none, or none for that actor. */
  find?(db: Reads, actor: Actor, named: string): Promise<unknown>
  /** Forms list its values: they are few enough. */
  listed?: true
  /** No word that follows is part of it: a number of ours. */
  oneWord?: true
  /** Several may be named at once: typed, it takes the words that follow as long as they are like this. */
  several?: RegExp
  /** Several may be chosen at once: a form lists as many as it can. The values have no spaces. */
  many?: true
}

/** One description serves help, parser, autocomplete and forms. */
export type Arg = {
  kind: PlainKind | ArgKind
  label: string
  help: string
  /** Only written as `key:value`, never by position. */
  named?: boolean
  /** Several words typed for it without quotes may be meant otherwise: a form asks. */
  asksSeveral?: true
  /** The first to be left out of a form that has no room for all; it comes back where a refusal names it. */
  lowPriority?: true
  /** Of files: pictures are meant, which a phone takes. */
  photos?: true
  /** A person of the staff: who can read none of their rooms is refused. */
  staff?: true
  /** A person who was never here may be meant, where the chat has no accounts. */
  mayBeNew?: true
  choices?: readonly Choice[]
}

/** What a verb knows of outside systems: what they are like, never how they answer. */
export type OutsideSystems = {
  /** What can be done at stores, by the kind of store. */
  storefronts: ReadonlyMap<string, Storefront>
  /** How suppliers can be reached outside chats, by the chat that carries it; chats that are places to talk have none. */
  reaches: ReadonlyMap<string, { readonly reach?: Reach }>
  /** Carriers' feeds that parcels are registered with, by integration; the first is the one that is used. */
  feeds: ReadonlyMap<string, Feed>
  /** What carries mail to customers, by integration; the first is the one that is used. */
  mailers: ReadonlyMap<string, Mailer>
  seal: Seal
  /** Where stores can reach us; null where they can't. */
  publicUrl: string | null
  /** Where people reach us: the public address, else the one that Waybill listens on. */
  ownUrl: () => string
  /** Addresses beyond the public internet that may be sent to, as origins. */
  origins: readonly string[]
}

/** What a verb may do: change rows in its transaction and record what happened. It cannot speak to a room. */
export type Verb = {
  db: Db
  actor: Actor
  now: Date
  outside: OutsideSystems
  /** Owes something to an outside system: it is done after we commit, and tried until it is. */
  owe(task: OwedTask): Promise<void>
  /** Lets a write go to the database with what is recorded after it: where it fails, nothing was done. Reads after it see it. */
  meanwhile(write: PromiseLike<unknown>): void
  /** Notes what happened: the journal has it once the verb is done. */
  record<N extends EventName>(name: N, about: string, data: Events[N]): Promise<void>
  /** Keeps something for what follows, until something else is asked: what was just written need not be read. */
  keep(name: string, known: unknown): void
  /** Ends a step of a verb that takes many things one after another: what was noted so far is recorded, and followed. */
  follow(): Promise<void>
}

/** What a verb answers to the person who asked: a sentence or a card, and a word for programs. */
export type Outcome = {
  text: string
  card?: OpenableCard
  outcome?: string
  /** Of many things that were asked at once: what became of each, in their order. */
  each?: readonly { text: string; outcome: string }[]
}

/** The word for an answer that asks something before anything is done, and the argument that answers it. */
export const asking = (field: 'carrier' | 'sure') => `asks: ${field}`

/** The argument that an answer asks for; null where what was asked is done. */
export function askedFor({ outcome }: Pick<Outcome, 'outcome'>): string | null {
  return /^asks: (\w+)$/.exec(outcome ?? '')?.[1] ?? null
}

/** What is around a command that prepares: records, chats by name, and whether somebody of a chat is staff. */
export type ChatsAround = {
  db: Reads
  chats: ReadonlyMap<string, Chat>
  isStaff(chat: Chat, user: string): Promise<boolean>
  /** The name of the chat in which it is asked. */
  here: string
}

export type Command<S extends z.ZodObject = z.ZodObject> = {
  input: S
  who: readonly Side[]
  /** What it does that a shop may keep to some of its staff, given the input as far as it is known. */
  requires?(input: Readonly<Record<string, unknown>>): readonly Power[]
  /** A few words for forms and menus, at most 24 characters (Slack's limit for a modal's title). */
  title: string
  /** One sentence for help. */
  does: string
  /** Keyed like the input, in the order in which they are typed. Inputs without an entry cannot be typed. */
  args: { readonly [K in keyof z.input<S>]?: Arg }
  examples: readonly string[]
  /** What is meant by it when its first argument is named alone: `1042`, `where is 1042?`. */
  alone?: RegExp
  /** Not typed by people: asked by stores, buttons or reactions alone. */
  hidden?: true
  /**
   * Best filled in as a form: where arguments are typed apart, only the first is demanded, and a form asks for the
   * rest;
   * so it does where nothing else is said.
   */
  byForm?: true
  /**
   * What may be left out of it, but is not guessed where it is typed without: its form asks for that. For what can’t be
   * undone. @param said what was typed
   */
  asksFor?(said: Readonly<Record<string, unknown>>): readonly string[]
  /** What its form starts with, on top of what is known. @throws Refusal where it cannot be asked as things stand. */
  starts?(db: Reads, actor: Actor, known: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, string>>>
  /** What the asker must know first, as a sentence; its form says it. Null where nothing is. */
  warns?(db: Reads, actor: Actor, known: Readonly<Record<string, unknown>>): Promise<string | null>
  /**
   * What chats are asked before it is, since a verb can't reach them: its answer is asked along with the input. Only
   * for what people ask. @throws Refusal
   */
  prepare?(around: ChatsAround, input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>
  /** What Waybill itself asks of it is never refused: as a follow-up it needs no savepoint. */
  sure?: true
  /** It changes nothing: it needs no transaction, and asked again by the same delivery it answers again. */
  reads?: true
  /** What it changes is on no card: what was read for cards before still holds. */
  aside?: true
  /** Asked for one of many after somebody’s press: nobody waits for each of its cards. */
  inBackground?: true
  /** What asks for many deliveries at once, each answered for itself as it would be alone. */
  together?(all: readonly Delivered[]): { command: string; input: Readonly<Record<string, unknown>> }
  /** Its answer holds personal data: shown apart from the room where a chat can. */
  privately?: true
  run(verb: Verb, input: z.output<S>): Promise<Outcome>
}

/** The identity, for inference: ties the arguments and the verb to the input's shape. */
export function command<S extends z.ZodObject>(definition: Command<S>): Command<S> {
  return definition
}

/** What systems alone ask: it is in no help, and nobody types it. */
export const bySystem = { who: ['system'], args: {}, examples: [], hidden: true } as const

// biome-ignore lint/suspicious/noExplicitAny: a table of commands holds many input shapes; ask parses before it runs one
export type AnyCommand = Command<any>
export type Commands = Readonly<Record<string, AnyCommand>>

/**
 * Asks for a change. One transaction: rows, events and what is owed to rooms, or nothing.
 * @param delivery marks an outside delivery; a second ask with the same one does nothing and answers `again`.
 * @throws Refusal when the input, the actor or the state does not allow it.
 */
export type Ask = (
  name: string,
  input: unknown,
  actor: Actor,
  delivery?: Delivery,
  /** Looked at in the same transaction before anything is done: what it throws leaves all as it was. */
  first?: (db: Db) => Promise<void>,
) => Promise<Outcome>
/** `hash` is of what was asked, where its answer is kept: a repeat is answered alike, and anything else under that key refused. */
export type Delivery = { source: string; key: string; hash?: string }
/** What is asked by an outside delivery. */
export type Delivered = { input: unknown; actor: Actor; delivery: Delivery }
