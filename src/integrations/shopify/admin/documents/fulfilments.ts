import { document } from '../document.ts'

type Id = { id: string }
export type Tracking = { number: string | null; company: string | null; url: string | null }
export type Page = { hasNextPage: boolean; endCursor: string | null }
export type PiecesPage = { pageInfo: Page; nodes: { quantity: number | null; lineItem: Id }[] }
/** A fulfilment as Shopify has it. Only `SUCCESS` counts as shipped. */
export type Fulfilment = { id: string; status: string; trackingInfo: Tracking[]; fulfillmentLineItems: PiecesPage }

/** How many fulfilments of an order, and numbers of each, are read at once; of larger ones each is read by itself. */
export const AT_ONCE = { fulfilments: 50, numbers: 4 }

const PIECES = 'pageInfo { hasNextPage endCursor } nodes { quantity lineItem { id } }'

type OfOrder = { order: { fulfillments: Fulfilment[] } | null }

/** What an order has shipped: a list without pages. */
export const FULFILMENTS = document<OfOrder, Id>(`query Fulfilments($id: ID!) {
  order(id: $id) {
    fulfillments(first: ${AT_ONCE.fulfilments}) {
      id status
      trackingInfo(first: ${AT_ONCE.numbers}) { number company url }
      fulfillmentLineItems(first: 5) { ${PIECES} }
    }
  }
}`)

/** Their ids, as many as Shopify gives. */
export const FULFILMENT_IDS = document<{ order: { fulfillments: Id[] } | null }, Id>(`query FulfilmentIds($id: ID!) {
  order(id: $id) { fulfillments(first: 250) { id } }
}`)

/** One, with all its numbers. */
export const FULFILMENT = document<{ fulfillment: Fulfilment | null }, Id>(`query Fulfilment($id: ID!) {
  fulfillment(id: $id) {
    id status
    trackingInfo(first: 250) { number company url }
    fulfillmentLineItems(first: 100) { ${PIECES} }
  }
}`)

type Rest = { fulfillment: { fulfillmentLineItems: PiecesPage } | null }

/** What is in it after that. */
export const FULFILMENT_PIECES = document<
  Rest,
  Id & { after: string | null }
>(`query FulfilmentPieces($id: ID!, $after: String) {
  fulfillment(id: $id) { fulfillmentLineItems(first: 250, after: $after) { ${PIECES} } }
}`)

export type TrackingInput = { company?: string; numbers: string[]; urls?: string[] }
export type FulfilmentInput = {
  notifyCustomer: boolean
  trackingInfo: TrackingInput
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems: { id: string; quantity: number }[]
  }[]
}
/** A fulfilment that was made or changed, with the numbers that it has now. */
export type MadeFulfilment = { fulfillment: Id & { trackingInfo: Pick<Tracking, 'number'>[] } }

/** Not idempotent, even with `@idempotent` on it: asked twice, it ships twice. */
export const FULFIL = document<
  MadeFulfilment,
  { fulfillment: FulfilmentInput }
>(`mutation Fulfil($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id trackingInfo(first: 4) { number } }
    userErrors { field message }
  }
}`)

/** Replaces all numbers of a fulfilment. */
export const UPDATE_TRACKING = document<
  MadeFulfilment,
  { id: string; tracking: TrackingInput; notify: boolean }
>(`mutation UpdateTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) {
    fulfillment { id trackingInfo(first: 250) { number } }
    userErrors { field message }
  }
}`)

/** Puts the pieces back, in new fulfilment orders where theirs are closed. */
export const CANCEL_FULFILMENT = document<{ fulfillment: Id }, Id>(`mutation CancelFulfilment($id: ID!) {
  fulfillmentCancel(id: $id) { fulfillment { id } userErrors { field message } }
}`)

export type FulfilmentEvent = { status: string; happenedAt: string; message: string | null }
type Events = { fulfillment: { status: string; events: { pageInfo: Page; nodes: FulfilmentEvent[] } } | null }

/** What a fulfilment's carrier, or we for it, already said. */
export const EVENTS = document<Events, Id & { after: string | null }>(`query Events($id: ID!, $after: String) {
  fulfillment(id: $id) {
    status
    events(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { status happenedAt message } }
  }
}`)

export type EventInput = {
  fulfillmentId: string
  status: string
  happenedAt: string
  message?: string
  city?: string
  country?: string
}

/** Not idempotent either. */
export const ADD_EVENT = document<
  { fulfillmentEvent: Id },
  { event: EventInput }
>(`mutation AddEvent($event: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { id } userErrors { field message } }
}`)
