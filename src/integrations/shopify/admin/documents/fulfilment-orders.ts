import { document } from '../document.ts'

type Id = { id: string }
type Page = { hasNextPage: boolean; endCursor: string | null }
export type WaitingLine = { id: string; remainingQuantity: number; requiresShipping: boolean; lineItem: Id }
export type Hold = {
  id: string
  handle: string | null
  heldByRequestingApp: boolean
  reason: string
  reasonNotes: string | null
  displayReason: string
}
/** Pieces of an order that wait at one location. */
export type FulfilmentOrder = {
  id: string
  status: string
  fulfillBy: string | null
  supportedActions: { action: string }[]
  assignedLocation: { name: string; location: Id | null }
  fulfillmentHolds: Hold[]
  lineItems: { pageInfo: Page; nodes: WaitingLine[] }
}
type OfOrder = { order: { fulfillmentOrders: { pageInfo: Page; nodes: FulfilmentOrder[] } } | null }
type LinesOf = { fulfillmentOrder: { lineItems: { pageInfo: Page; nodes: WaitingLine[] } } | null }
type From = Id & { after: string | null }

const LINES = 'pageInfo { hasNextPage endCursor } nodes { id remainingQuantity requiresShipping lineItem { id } }'

/** What waits at which location; of each the first lines, so that no order costs more than Shopify lets one query. */
export const FULFILMENT_ORDERS = document<OfOrder, From>(`query FulfilmentOrders($id: ID!, $after: String) {
  order(id: $id) {
    fulfillmentOrders(first: 10, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id status fulfillBy
        supportedActions { action }
        assignedLocation { name location { id } }
        fulfillmentHolds { id handle heldByRequestingApp reason reasonNotes displayReason }
        lineItems(first: 25) { ${LINES} }
      }
    }
  }
}`)

/** Which order what waits is of. */
export const ORDER_OF = document<{ fulfillmentOrder: { orderId: string } | null }, Id>(`query OrderOf($id: ID!) {
  fulfillmentOrder(id: $id) { orderId }
}`)

/** The lines after those. */
export const WAITING_LINES = document<LinesOf, From>(`query WaitingLines($id: ID!, $after: String) {
  fulfillmentOrder(id: $id) { lineItems(first: 250, after: $after) { ${LINES} } }
}`)

/** By when they should be shipped. */
export const SET_DEADLINE = document<
  { success: boolean },
  { ids: string[]; deadline: string }
>(`mutation SetDeadline($ids: [ID!]!, $deadline: DateTime!) {
  fulfillmentOrdersSetFulfillmentDeadline(fulfillmentOrderIds: $ids, fulfillmentDeadline: $deadline) {
    success
    userErrors { field message code }
  }
}`)

export type HoldInput = { reason: string; reasonNotes: string; handle: string }

export const HOLD = document<
  { fulfillmentHold: Id },
  { id: string; hold: HoldInput }
>(`mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { id } userErrors { field message code } }
}`)

/** Only these holds: without ids Shopify would release those of others too. */
export const RELEASE_HOLD = document<
  unknown,
  { id: string; holds: string[] }
>(`mutation ReleaseHold($id: ID!, $holds: [ID!]!) {
  fulfillmentOrderReleaseHold(id: $id, holdIds: $holds) { userErrors { field message code } }
}`)
