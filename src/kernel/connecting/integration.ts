import type { RequestListener } from 'node:http'
import type { Hono } from 'hono'
import type { Ask, Commands } from '../asking/command.ts'
import type { Job } from '../carrying/clock.ts'
import type { Database, Db } from '../ground/db.ts'
import type { Holding } from '../ground/holding.ts'
import type { Log } from '../ground/log.ts'
import type { Room } from '../ground/tables.ts'
import type { Desk } from '../hearing/desk.ts'
import type { TrackingIn } from '../hearing/from-message.ts'
import type { Inbox, SendAnswer } from '../hearing/inbox.ts'
import type { Accounts } from '../shapes/accounts.ts'
import type { ApiKeys } from '../shapes/api-key.ts'
import type { Chat } from '../shapes/chat.ts'
import type { Enclose } from '../shapes/enclosed.ts'
import type { Feed } from '../shapes/feed.ts'
import type { Finding } from '../shapes/finding.ts'
import type { FirstSteps } from '../shapes/first-steps.ts'
import type { Importer } from '../shapes/importer.ts'
import type { Mailer } from '../shapes/mailer.ts'
import type { Overview } from '../shapes/overview.ts'
import type { Persona } from '../shapes/persona.ts'
import type { AccessLinks, OpenPlace } from '../shapes/reach.ts'
import type { Storefront, StoreLinks } from '../shapes/storefront.ts'
import type { AskWork } from '../shapes/work.ts'
import type { ReadResources } from './read-resources.ts'
import { type Environment, isSet, readSettings, type Settings, type SettingValues } from './setting.ts'

/** An outside system: everything that the house knows about it. One folder, one line in the registry. */
export type Integration = {
  /** As it is written down: in rooms, keys and the journal. */
  name: string
  /** As people call it. */
  title: string
  /** Whether people talk there. */
  isChat: boolean
  settings: Settings
  /** Reads its settings; says all that is wrong or lacking at once, a sentence each. */
  read(environment: Environment, around: Around): Reading
  /** Reads files of orders. */
  importer?: (offered: Pick<Offered, 'ask'>) => Importer
  /** What its own tables may hold of a customer's data. */
  holds?: readonly Holding[]
  /** What can be done at a store that its owner connects. It calls outside only when it is asked to. */
  storefront?: (offered: Pick<Offered, 'log' | 'now'>) => Storefront
}

/** `plan` is null where the settings do not ask for it, and where something is wrong with them. */
export type Reading = { isWanted: boolean; wrong: readonly string[]; plan: Plan | null }

/** What the settings of others mean for an integration. */
export type Around = {
  /** The address that Waybill listens on. */
  host: string
  /** Addresses and ranges of the proxies that are believed. */
  proxies: readonly string[]
  /** Whether what people write in threads may be heard (`BRIDGE`). */
  bridge: boolean
  /** Whether the settings ask for a chat that stands before this one in the registry. */
  hasChat: boolean
}

/** An integration that the settings ask for. */
export type Planned = { integration: Integration; plan: Plan }

/** What the settings of one integration ask for. */
export type Plan = {
  /** Wires it up. May use the database; calls nothing outside: that is left to `start`. */
  connect(offered: Offered): Connection | Promise<Connection>
  /** Looks at everything on the other side that Waybill needs, and says what to do where it lacks. Never throws. */
  doctor?(look: Look): Promise<readonly Finding[]>
}

/** What an integration brings to the house once it is wired up; all that it does not have is left out. */
export type Connection = {
  chat?: Chat
  /** Answers people; for a chat whose people are answered apart from its messages. */
  reply?: SendAnswer
  /** Answers every address that begins so. */
  routes?: readonly { at: string; app: Hono }[]
  /** Answers one path, past the house's own server. */
  listener?: { at: string; answer: RequestListener }
  /** What the clock does for it. */
  jobs?: readonly Job[]
  /** What can be done at stores of its kind, where that depends on its settings. */
  storefront?: Storefront
  /** A carrier's feed that parcels are registered with. */
  feed?: Feed
  /** What carries mail to customers. */
  mailer?: Mailer
  /** A sample shop can be shown in its chat, where nothing has come in yet. */
  showsSample?: boolean
  /**
   * Reaches the other side. Called in the background, again and again with growing pauses, until it resolves once.
   * @throws Refusal when people must set something right: they are notified. `Later` is waited for; anything else
   * passes.
   */
  start?(): Promise<void>
  /** Once started: what keeps it from working now, in words; null while all is well. */
  trouble?(): string | null
  stop?(): void | Promise<void>
}

/** What the house offers to every integration. */
export type Offered = {
  db: Db
  ask: Ask
  desk: Desk
  inbox: () => Inbox
  commands: Commands
  /** Calls back whenever something may have changed. */
  listen: Database['listen']
  /** Whether what comes in is taken: no longer while Waybill stops. */
  isOpen: () => boolean
  /** Notes what went wrong on our side. */
  failed: (error: unknown, what: string) => void
  /** What reads files of orders, by the kind of store that the orders are of. */
  importers: ReadonlyMap<string, Importer>
  business: Business
  log: Log
  now: () => Date
  /** Where stores can reach us; null where they can't. */
  publicUrl: string | null
  /** Where people reach Waybill: the public address, else the one it listens on. Known once it listens. */
  ownUrl: () => string
}

/** `type` as the contents say. */
export type ProductPicture = { type: string; bytes: Uint8Array }
/** Null where there is none: see picture-key.ts. */
export type FindPicture = (key: string) => Promise<ProductPicture | null>

/** What of the business an integration may ask about. */
export type Business = {
  trackingIn: TrackingIn
  /** What is open now. */
  overview: () => Promise<Overview>
  /** A page of orders, purchase orders, cases or credits, as somebody may see them. */
  work: AskWork
  /** Who signs in to a chat of ours. */
  accounts: Accounts
  /** Everybody who can be somebody on such a chat. */
  peopleOn: (chat: string) => Promise<readonly Persona[]>
  /** How far the shop is with its set-up. */
  firstSteps: () => Promise<FirstSteps>
  /** The rooms on a chat in which somebody acts for a supplier. */
  actsIn: (chat: string, user: string) => Promise<readonly Room[]>
  /** Names of all stores. */
  stores: () => Promise<readonly string[]>
  /** Stores that their owners connected, by kind. */
  links: StoreLinks
  /** Keys by which other systems act. */
  keys: ApiKeys
  /** What other systems may read of our records. */
  resources: ReadResources
  /** Links by which a supplier's people act without an account. */
  access: AccessLinks
  /** What ways to suppliers need to get there. */
  places: OpenPlace
  /** What goes along with a card that is mailed. */
  enclose: Enclose
  /** Pictures of products, by their keys. */
  pictures: FindPicture
  /** Which store staff asked to connect by a link. @throws Refusal for a link that isn't valid. */
  ticket: (kind: string, ticket: string) => Promise<{ address: string }>
}

/** A room that Waybill is bound to, as the database has it. */
export type BoundRoom = { channel: string; name: string; side: 'staff' | 'supplier' }

/** What a doctor works with. `rooms` are those in use on its chat. */
export type Look = { rooms: readonly BoundRoom[]; commands: Commands; log: Log }

/** Whether a setting is there, with any value; or whether it is that. */
type Has<S extends Settings> = (name: keyof S & string, value?: string) => boolean

type Declared<S extends Settings> = Pick<Integration, 'name' | 'title' | 'importer' | 'holds' | 'storefront'> & {
  isChat?: boolean
  settings: S
  /** Whether the settings ask for it. Left out: never, as for what only reads files. */
  isWanted?(has: Has<S>, around: Around): boolean
  /** What is lacking where it is half configured, a sentence each. */
  lacks?(has: Has<S>, around: Around): readonly string[]
  /** Null where a setting it needs is not there after all. */
  plan?(values: SettingValues<S>, around: Around): Plan | null
}

/** Declares an integration. */
export function integration<S extends Settings>(declared: Declared<S>): Integration {
  const { isChat = false, settings, isWanted, lacks, plan, ...named } = declared
  return {
    ...named,
    isChat,
    settings,
    read(environment, around) {
      const has = (name: string, value?: string) => isSet(environment, name, value)
      const { values, wrong } = readSettings(settings, environment)
      const all = [...wrong, ...(lacks?.(has, around) ?? [])]
      const wanted = isWanted?.(has, around) ?? false
      const ready = wanted && all.length === 0
      return { isWanted: wanted, wrong: all, plan: (ready && plan?.(values as SettingValues<S>, around)) || null }
    },
  }
}
