import type { Finding } from './finding.ts'

/** What an owner is asked for to connect a store, and what of it is a secret. */
export type Credentials = { address?: string | undefined; key?: string | undefined; secret?: string | undefined }

/** Credentials as they are kept: `secrets` are sealed, and never shown again. */
export type ReadCredentials = {
  /** The store's lasting name: its domain or site, in one spelling. Null where the kind has none: one is made. */
  address: string | null
  secrets: Readonly<Record<string, string>>
  /** Shown once and privately to the person who connects it: what Waybill made for the store's side. */
  shownOnce?: string
}

/** A store that its owner connected, as its integration is given it. */
export type StoreLink = {
  /** Our id of the store. */
  store: string
  name: string
  /** Its domain or site. */
  address: string
  secrets: Readonly<Record<string, string>>
  /** What its integration remembers of it, nothing secret: scopes, versions, plugins found. */
  notes: Readonly<Record<string, unknown>>
  /** Whether the store tells its customers of parcels. */
  notifiesCustomers: boolean
  /** Whether an order is marked completed there once all is shipped. */
  completesOrders: boolean
  /** Remembers more; what is there stays unless it is named. */
  note(notes: Readonly<Record<string, unknown>>): Promise<void>
  /** Keeps other secrets instead, such as a renewed token. */
  replace(secrets: Readonly<Record<string, string>>): Promise<void>
}

/** The stores that owners connected, to be looked for by integrations. */
export type StoreLinks = {
  find(kind: string, address: string): Promise<StoreLink | null>
  all(kind: string): Promise<readonly StoreLink[]>
}

/** What a store says of itself. */
export type StoreFacts = {
  name: string
  /** What is missing or wrong, a sentence each, with what to do. */
  findings: readonly Finding[]
}

/** One parcel that the store should know. Pieces by the store's own line id. */
export type WantedParcel = {
  /** Our id, which stays when the number is corrected. */
  id: string
  carrier: { code: string; name: string }
  number: string
  /** Numbers that it had before it was corrected. */
  former: readonly string[]
  /** The carrier's page of that number, where we know it. */
  url: string | null
  recordedAt: Date
  pieces: readonly { line: string; quantity: number }[]
}

/** What the store holds for some of our parcels, by its own id. */
export type HeldFulfilment = { id: string; parcels: readonly string[] }

/** An order as the store should show it: all of our parcels and no other of ours. */
export type OrderToFulfil = {
  /** The store's own id of the order. */
  externalId: string
  number: string
  parcels: readonly WantedParcel[]
  /** What we made there, as far as we know. */
  held: readonly HeldFulfilment[]
  /** Whether an attempt began to make these, and nobody knows how it ended. */
  intended: readonly string[]
  /** Parcels that are no more and of which the store may still hold something, with every number that they had. */
  gone: readonly { id: string; numbers: readonly string[] }[]
  /** Nothing is left to ship. */
  whole: boolean
}

/** Where an integration notes its steps, so that a process that is killed in between neither loses nor doubles any. */
export type FulfilmentSteps = {
  /** Before a call that makes something for these parcels. @throws where this process may no longer write. */
  intend(parcels: readonly string[]): Promise<void>
  /** After it, or where reading finds that it is there. */
  holds(fulfilment: HeldFulfilment): Promise<void>
  /** It is not there any more. */
  ended(id: string): Promise<void>
}

/** How it ended. `elsewhere`: what others fulfilled by hand, a sentence each; it is shown and left alone. */
export type Fulfilled = { elsewhere: readonly string[] }

/**
 * What a store says of one order: as `order.receive` takes it; that it was deleted there, as `order.delete` does; or why it
 * can't be read, as `order.turn-away` does, with when it was placed, where that can be read.
 */
export type ReportedOrder = { order: unknown } | { deleted: unknown } | { unreadable: unknown; placedAt: Date | null }

/** Orders that changed in a span of time, a page at a time. */
export type Walk = {
  since: Date
  /** What the store changes after it is left to the next walk. */
  until: Date
  page(orders: readonly ReportedOrder[]): Promise<void>
}

/** How many orders a store has that were placed in a span, by its own count; `exact` is false where it only knows a least. */
export type OrderCount = { orders: number; exact: boolean }

/**
 * What an integration can do at a store that its owner connected. What it can't do is left out. It throws `Refusal`
 * where people must set something right, `Later` where the store asks to wait, and anything else for what may pass.
 */
export type Storefront = {
  /** Names what is missing. Pure. @throws Refusal that names the field. */
  read(given: Credentials): ReadCredentials
  /** Looks at everything that is needed there. @throws Refusal where it lets us in at all no more. */
  look(link: StoreLink): Promise<StoreFacts>
  /**
   * Makes the store tell us what happens, and heals what it dropped.
   * @param at our own public address.
   * @returns what had to be made again, by name; empty while all was there.
   */
  subscribe?(link: StoreLink, at: string): Promise<readonly string[]>
  /** Brings the store's fulfilments of an order to what is wanted, by reading before it writes. Safe to run again. */
  fulfil?(link: StoreLink, order: OrderToFulfil, steps: FulfilmentSteps): Promise<Fulfilled>
  /** Reads what changed. */
  walk?(link: StoreLink, walk: Walk): Promise<void>
  /** Its webhooks may stay away unnoticed: it is read every few minutes, not by the hour. */
  hasWeakWebhooks?: true
  /** The day before which it shows us no order; null where it shows all. */
  showsSince?(link: StoreLink, now: Date): Date | null
  /** Counts the orders that were placed in a span. */
  count?(link: StoreLink, span: { since: Date; until: Date }): Promise<OrderCount>
  /** Takes back what `subscribe` made; called before the link is forgotten. May fail. */
  leave?(link: StoreLink): Promise<void>
}
