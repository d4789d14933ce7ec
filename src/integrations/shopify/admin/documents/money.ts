import { document } from '../document.ts'

export type MoneyV2 = { amount: string; currencyCode: string }
export type MoneyBag = { shopMoney: MoneyV2; presentmentMoney: MoneyV2 }
export type Transaction = { amountSet: MoneyBag; gateway: string | null; parentTransaction: { id: string } | null }
type RefundedLine = { lineItemId: string; quantity: number; restockType: string }
export type SuggestedRefund = {
  amountSet: MoneyBag
  maximumRefundableSet: MoneyBag
  totalTaxSet: MoneyBag
  shipping: { amountSet: MoneyBag }
  suggestedTransactions: Transaction[]
}
type Suggested = { order: { suggestedRefund: SuggestedRefund | null } | null }
type Asked = { id: string; lines: RefundedLine[]; shipping: boolean; full: boolean }

const MONEY = 'shopMoney { amount currencyCode } presentmentMoney { amount currencyCode }'

/** What Shopify would give back for some pieces. */
export const SUGGEST_REFUND = document<
  Suggested,
  Asked
>(`query SuggestRefund($id: ID!, $lines: [RefundLineItemInput!], $shipping: Boolean, $full: Boolean) {
  order(id: $id) {
    suggestedRefund(refundLineItems: $lines, refundShipping: $shipping, suggestFullRefund: $full) {
      amountSet { ${MONEY} }
      maximumRefundableSet { ${MONEY} }
      totalTaxSet { ${MONEY} }
      shipping { amountSet { ${MONEY} } }
      suggestedTransactions { amountSet { ${MONEY} } gateway parentTransaction { id } }
    }
  }
}`)

/** The refunds of an order, by whose notes ours are known. Nobody refunds one order more often. */
export const NOTES_OF_REFUNDS = document<
  { order: { refunds: { id: string; note: string | null }[] } | null },
  { id: string }
>(`query NotesOfRefunds($id: ID!) {
  order(id: $id) { refunds(first: 250) { id note } }
}`)

export type RefundInput = {
  orderId: string
  currency: string
  note: string
  notify: boolean
  refundLineItems: RefundedLine[]
  shipping?: { amount: string }
  transactions: { orderId: string; parentId: string | null; kind: 'REFUND'; gateway: string; amount: string }[]
}

/** The key has been required since 2026-04, which the schema doesn't say: the same key gives money back once. */
export const GIVE_BACK = document<
  { refund: { id: string } },
  { input: RefundInput; key: string }
>(`mutation Refund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) { refund { id } userErrors { field message } }
}`)

export const CANCELLED_AT = document<
  { order: { cancelledAt: string | null } | null },
  { id: string }
>(`query CancelledAt($id: ID!) {
  order(id: $id) { cancelledAt }
}`)

type Cancel = { id: string; reason: string; refund: boolean; notify: boolean; note: string }

/** Begins to cancel an order, which can't be taken back. */
export const CANCEL_ORDER = document<
  { job: { id: string } | null },
  Cancel
>(`mutation CancelOrder($id: ID!, $reason: OrderCancelReason!, $refund: Boolean, $notify: Boolean, $note: String) {
  orderCancel(orderId: $id, reason: $reason, restock: false, refund: $refund, notifyCustomer: $notify, staffNote: $note) {
    job { id }
    orderCancelUserErrors { field message code }
  }
}`)

export const JOB = document<{ job: { done: boolean } | null }, { id: string }>(`query Job($id: ID!) {
  job(id: $id) { done }
}`)
