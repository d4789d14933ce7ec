import { document } from '../document.ts'

type Id = { id: string }
type ReturnStatus = 'REQUESTED' | 'OPEN' | 'DECLINED' | 'CANCELED' | 'CLOSED'
/** The customer's own words, and the note of who opened it. */
type Reasons = { customerNote: string | null; returnReasonNote: string }
type Piece = Reasons & { quantity: number; fulfillmentLineItem?: { lineItem: Id } }
export type WholeReturn = Id & { status: ReturnStatus; order: Id; returnLineItems: { nodes: Piece[] } }
export type ReturnEntry = Id & { status: ReturnStatus; returnLineItems: { nodes: Pick<Reasons, 'returnReasonNote'>[] } }

/** A return with its pieces. */
export const WHOLE_RETURN = document<{ return: WholeReturn | null }, Id>(`query WholeReturn($id: ID!) {
  return(id: $id) {
    id status order { id }
    returnLineItems(first: 100) {
      nodes {
        quantity customerNote returnReasonNote
        ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } }
      }
    }
  }
}`)

/** The returns of an order, by whose notes ours are known. */
export const RETURNS_OF_ORDER = document<
  { order: { returns: { nodes: ReturnEntry[] } } | null },
  Id
>(`query ReturnsOfOrder($id: ID!) {
  order(id: $id) { returns(first: 100) { nodes { id status returnLineItems(first: 1) { nodes { returnReasonNote } } } } }
}`)

export type ReturnablePiece = { quantity: number; fulfillmentLineItem: Id & { lineItem: Id } }
export type Returnable = {
  returnableFulfillments: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
    nodes: { returnableFulfillmentLineItems: { nodes: ReturnablePiece[] } }[]
  }
}

/** What of an order can still come back, a few parcels at a time. */
export const RETURNABLE = document<
  Returnable,
  Id & { after: string | null }
>(`query Returnable($id: ID!, $after: String) {
  returnableFulfillments(orderId: $id, first: 3, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      returnableFulfillmentLineItems(first: 50) { nodes { quantity fulfillmentLineItem { id lineItem { id } } } }
    }
  }
}`)

export type ReturnInput = {
  orderId: string
  returnLineItems: { fulfillmentLineItemId: string; quantity: number; returnReasonNote: string }[]
}
const ANSWER = 'return { id } userErrors { field message code }'

/** Not idempotent: asked twice, it opens two, as long as there are pieces for both. */
export const OPEN_RETURN = document<{ return: Id }, { input: ReturnInput }>(`mutation OpenReturn($input: ReturnInput!) {
  returnCreate(returnInput: $input) { ${ANSWER} }
}`)

export const APPROVE_RETURN = document<
  { return: Id },
  { input: { id: string; notifyCustomer: boolean } }
>(`mutation ApproveReturn($input: ReturnApproveRequestInput!) {
  returnApproveRequest(input: $input) { ${ANSWER} }
}`)

export type DeclineInput = { id: string; declineReason: string; notifyCustomer: boolean }
export const DECLINE_RETURN = document<
  { return: Id },
  { input: DeclineInput }
>(`mutation DeclineReturn($input: ReturnDeclineRequestInput!) {
  returnDeclineRequest(input: $input) { ${ANSWER} }
}`)

export const CANCEL_RETURN = document<{ return: Id }, Id>(`mutation CancelReturn($id: ID!) {
  returnCancel(id: $id) { ${ANSWER} }
}`)

export const CLOSE_RETURN = document<{ return: Id }, Id>(`mutation CloseReturn($id: ID!) {
  returnClose(id: $id) { ${ANSWER} }
}`)
