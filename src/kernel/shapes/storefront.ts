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
  /** What is set of this store alone, by the names of `Storefront.settings`. */
  settings: Readonly<Record<string, string>>
  /** Remembers more; what is there stays unless it is named. */
  note(notes: Readonly<Record<string, unknown>>): Promise<void>
  /** Keeps other secrets instead, such as a renewed token. */
  replace(secrets: Readonly<Record<string, string>>): Promise<void>
  /** The secrets as they are kept now: another process may have replaced them. */
  reread(): Promise<Readonly<Record<string, string>>>
}

/** Something of a kind of store that can be set for each. `check` throws Refusal where it can't be read. */
export type StoreSetting = { label: string; check(written: string): void }

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

/** An order of which only this is known yet. */
export type ListedOrder = { externalId: string; placedAt: Date; updatedAt: Date }

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
  /** Where listing costs less than reading: which of those that were listed are to be read, by the store's id. */
  news(orders: readonly ListedOrder[]): Promise<ReadonlySet<string>>
  page(orders: readonly ReportedOrder[]): Promise<void>
}

/** How many orders a store has that were placed in a span, by its own count; `exact` is false where it only knows a least. */
export type OrderCount = { orders: number; exact: boolean }

/** Why what waits of an order should not be shipped yet. */
export type StoreHold = {
  reason:
    | 'awaiting_payment'
    | 'awaiting_return_items'
    | 'high_risk_of_fraud'
    | 'incorrect_address'
    | 'inventory_out_of_stock'
    | 'unknown_delivery_date'
    | 'other'
  note: string
}

/** How others than us hold an order, by the store's own id: with no holds, nobody does. */
export type HeldByOthers = { order: string; holds: readonly (Pick<StoreHold, 'reason'> & { note: string | null })[] }

/** What a carrier said about a parcel that the store holds. */
export type CarrierEvent = {
  /** As `FulfilmentSteps.holds` was given it. */
  fulfilment: string
  carrier: { code: string; name: string }
  status:
    | 'picked_up'
    | 'in_transit'
    | 'delayed'
    | 'out_for_delivery'
    | 'attempted'
    | 'ready_for_pickup'
    | 'delivered'
    | 'failed'
  at: Date
  message: string | null
  city: string | null
  /** ISO 3166-1 alpha-2. */
  country: string | null
}

/** An amount in minor units of a currency (ISO 4217), which is the customer's and may be another than the order's. */
export type PriceAtStore = { minor: number; currency: string }

/** What should be given back: pieces, shipping, or another amount, in minor units of the order's own currency. */
export type AskedRefund = {
  /** The store's own id of the order. */
  order: string
  lines: readonly { line: string; quantity: number }[]
  shipping: boolean
  amountMinor?: number
}

/**
 * What the store would give back. `own`: the same in the order's own currency. `taxMinor` and `shippingMinor` are of the
 * price, as far as the store says. `terms`: as it is to be asked, kept with the promise and given back unchanged.
 */
export type OfferedRefund = {
  price: PriceAtStore
  own: PriceAtStore
  most: PriceAtStore
  taxMinor: number
  shippingMinor: number
  terms: unknown
}

/** A refund as it was offered. */
export type StoreRefundToMake = {
  /** The store's own id of the order. */
  order: string
  /** Ours: by it the refund is found again, if its reply was lost. */
  id: string
  /** The same until the store said that it did nothing. */
  key: string
  terms: unknown
  note: string
  notify: boolean
}

/** The store's own id of the refund; or why it understood and gave back nothing. */
export type MadeRefund = { id: string } | { declined: string }

/** A return as the store has it, by its own ids. `said`: the customer's words; `ours`: our id, where we opened it there. */
export type StoreReturn = {
  id: string
  order: string
  state: 'requested' | 'open' | 'declined' | 'cancelled' | 'closed'
  lines: readonly { line: string; quantity: number }[]
  said: string | null
  ours: string | null
}

/** How a return of ours is at the store, which it may have decided itself. */
export type ToldReturn = Pick<StoreReturn, 'id' | 'state'>

/** A return of ours as the store should have it. */
export type WantedReturn = {
  /** The store's own id of the order. */
  order: string
  /** Ours, by which one that we opened there is found again. */
  id: string
  number: string
  /** The store's id, as far as we know it. */
  known: string | null
  state: Exclude<StoreReturn['state'], 'requested'>
  lines: readonly { line: string; quantity: number }[]
  /** Why it is declined. */
  reason: 'final_sale' | 'return_period_ended' | 'other' | null
  notify: boolean
}

/** An order that the store should cancel, and who hears why. */
export type StoreCancellation = {
  /** The store's own id of the order. */
  order: string
  reason: 'customer' | 'declined' | 'fraud' | 'inventory' | 'staff' | 'other'
  /** Whether it gives back what was paid. */
  refund: boolean
  notify: boolean
  /** For the store's staff. */
  note: string
}

/**
 * What an integration can do at a store that its owner connected. What it can't do is left out. It throws `Refusal`
 * where people must set something right, `Later` where the store asks to wait, and anything else for what may pass.
 */
export type Storefront = {
  /** Names what is missing. Pure. @throws Refusal that names the field. */
  read(given: Credentials): ReadCredentials
  /**
   * The page where the owner lets us in at the store itself, and the store's address in one spelling.
   * @param at our own public address.
   * @param ticket comes back with what the store hands out.
   * @throws Refusal that names the field.
   */
  handOut?(given: Credentials, at: string, ticket: string): { page: string; address: string }
  /** The page where the store’s staff see an order, with `{id}` in place of its id there. @param address of the store */
  orderPage?(address: string): string
  /** What can be set of a store of this kind alone. */
  settings?: Readonly<Record<string, StoreSetting>>
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
  /** Says by when what waits of an order should be shipped. Safe to run again, as all of these. */
  setDeadline?(link: StoreLink, order: string, shipBy: Date): Promise<void>
  /** Holds what waits of an order. */
  hold?(link: StoreLink, order: string, hold: StoreHold): Promise<void>
  /** Releases what `hold` held, and nothing that others hold. */
  release?(link: StoreLink, order: string): Promise<void>
  /** How the order of one of its parts, by the store's own id of that part, is held now; null where it is gone. */
  readHolds?(link: StoreLink, part: string): Promise<HeldByOthers | null>
  /** Passes on what a carrier said, once, unless the store asks that carrier itself. */
  addEvent?(link: StoreLink, event: CarrierEvent): Promise<void>
  /** What the store would give back. Changes nothing. @throws Refusal where it can't give back so much. */
  offerRefund?(link: StoreLink, asked: AskedRefund): Promise<OfferedRefund>
  /** Gives back what was offered, once: it looks first whether it did already. */
  refund?(link: StoreLink, refund: StoreRefundToMake): Promise<MadeRefund>
  /** A return as it is there now; null where it is gone. */
  readReturn?(link: StoreLink, id: string): Promise<StoreReturn | null>
  /** Brings a return to what is wanted, by reading before it writes. @returns null where it has none there and needs none. */
  tellReturn?(link: StoreLink, wanted: WantedReturn): Promise<ToldReturn | null>
  /** Cancels an order for good. @throws Later while the store is at it. */
  cancel?(link: StoreLink, cancellation: StoreCancellation): Promise<void>
  /** Reads what changed. */
  walk?(link: StoreLink, walk: Walk): Promise<void>
  /** Reads one order as it is now, past what its search lags behind; null where there is no such order. */
  readOrder?(link: StoreLink, order: string): Promise<ReportedOrder | null>
  /** Its webhooks may stay away unnoticed: it is read every few minutes, not by the hour. */
  hasWeakWebhooks?: true
  /** The moment before which it shows us no order, and why, as a sentence; null where it shows all. */
  showsSince?(link: StoreLink, now: Date): { since: Date; why: string } | null
  /** Counts the orders that were placed in a span. */
  count?(link: StoreLink, span: { since: Date; until: Date }): Promise<OrderCount>
  /** Takes back what `subscribe` made; called before the link is forgotten. May fail. */
  leave?(link: StoreLink): Promise<void>
}
