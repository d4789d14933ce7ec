import { document } from '../document.ts'

type Page = { hasNextPage: boolean; endCursor: string | null }
export type OrderEntry = { id: string; createdAt: string; updatedAt: string }

/** Orders that changed, oldest change first; a hundred cost as much as one order read whole. */
export const CHANGED_ORDERS = document<
  { orders: { pageInfo: Page; nodes: OrderEntry[] } },
  { query: string; after: string | null }
>(`query ChangedOrders($query: String!, $after: String) {
  orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id createdAt updatedAt }
  }
}`)

export type MoneyNode = { shopMoney: { amount: string; currencyCode: string } }
type Id = { id: string }
type Taxed = { discountAllocations: { allocatedAmountSet: MoneyNode }[]; taxLines: { priceSet: MoneyNode }[] }
export type LineNode = Taxed & {
  id: string
  title: string
  name: string
  variantTitle: string | null
  sku: string | null
  quantity: number
  currentQuantity: number
  unfulfilledQuantity: number
  requiresShipping: boolean
  customAttributes: { key: string; value: string | null }[]
  originalUnitPriceSet: MoneyNode
  image: { url: string } | null
}
export type ShippingNode = Taxed & {
  title: string
  code: string | null
  source: string | null
  deliveryCategory: string | null
  isRemoved: boolean
  originalPriceSet: MoneyNode
}
export type RefundNode = {
  id: string
  createdAt: string | null
  processedAt: string
  refundLineItems: {
    pageInfo: Page
    nodes: { quantity: number; lineItem: Id; subtotalSet: MoneyNode; totalTaxSet: MoneyNode }[]
  }
  refundShippingLines: { nodes: { subtotalAmountSet: MoneyNode; taxAmountSet: MoneyNode }[] }
  transactions: { nodes: { kind: string; status: string; amountSet: MoneyNode }[] }
}
export type OrderNode = {
  id: string
  name: string
  createdAt: string
  updatedAt: string
  cancelledAt: string | null
  cancelReason: string | null
  test: boolean
  displayFinancialStatus: string | null
  taxesIncluded: boolean
  currencyCode: string
  totalPriceSet: MoneyNode
  currentTotalPriceSet: MoneyNode
  paymentGatewayNames: string[]
  risk: { assessments: { riskLevel: string }[] }
  sourceName: string | null
  note: string | null
  customerLocale: string | null
  customAttributes: { key: string; value: string | null }[]
  email: string | null
  phone: string | null
  shippingAddress: AddressNode | null
  shippingLines: { nodes: ShippingNode[] }
  lineItems: { pageInfo: Page; nodes: LineNode[] }
  refunds: Id[]
  fulfillments: { status: string; trackingInfo: { number: string | null; company: string | null }[] }[]
}
export type AddressNode = Record<
  | 'name'
  | 'company'
  | 'address1'
  | 'address2'
  | 'city'
  | 'province'
  | 'provinceCode'
  | 'zip'
  | 'countryCodeV2'
  | 'phone',
  string | null
>

const SUM = 'shopMoney { amount currencyCode }'
const CHARGED = `discountAllocations { allocatedAmountSet { ${SUM} } } taxLines { priceSet { ${SUM} } }`
const LINES = `pageInfo { hasNextPage endCursor }
      nodes {
        id title name variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping
        customAttributes { key value } originalUnitPriceSet { ${SUM} } image { url } ${CHARGED}
      }`

/** All of an order that a webhook would bring, without its further lines. */
export const WHOLE_ORDER = document<{ order: OrderNode | null }, Id>(`query WholeOrder($id: ID!) {
  order(id: $id) {
    id name createdAt updatedAt cancelledAt cancelReason test displayFinancialStatus taxesIncluded currencyCode
    totalPriceSet { ${SUM} } currentTotalPriceSet { ${SUM} }
    paymentGatewayNames risk { assessments { riskLevel } } sourceName note customerLocale email phone
    customAttributes { key value }
    shippingAddress { name company address1 address2 city province provinceCode zip countryCodeV2 phone }
    shippingLines(first: 5, includeRemovals: true) {
      nodes { title code source deliveryCategory isRemoved originalPriceSet { ${SUM} } ${CHARGED} }
    }
    lineItems(first: 30) {
      ${LINES}
    }
    refunds(first: 100) { id }
    fulfillments(first: 40) { status trackingInfo(first: 3) { number company } }
  }
}`)

/** The lines after those. */
export const FURTHER_LINES = document<
  { order: Pick<OrderNode, 'lineItems'> | null },
  Id & { after: string | null }
>(`query FurtherLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 60, after: $after) {
      ${LINES}
    }
  }
}`)

/** A refund, with what it was for, a page at a time. */
export const WHOLE_REFUND = document<
  { refund: RefundNode | null },
  Id & { after: string | null }
>(`query WholeRefund($id: ID!, $after: String) {
  refund(id: $id) {
    id createdAt processedAt
    refundLineItems(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { quantity lineItem { id } subtotalSet { ${SUM} } totalTaxSet { ${SUM} } }
    }
    refundShippingLines(first: 10) { nodes { subtotalAmountSet { ${SUM} } taxAmountSet { ${SUM} } } }
    transactions(first: 10) { nodes { kind status amountSet { ${SUM} } } }
  }
}`)
