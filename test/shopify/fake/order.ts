import type { Fulfillment } from './fulfillment.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'
import { numberOf } from './ids.ts'
import type { Line } from './line.ts'
import { moneyBag, type Presentment } from './money.ts'
import { type Paging, page } from './page.ts'
import type { Refund } from './refunds.ts'
import type { Return } from './returns.ts'
import { type SuggestRefund, suggestRefund } from './suggested-refund.ts'

export type Address = Partial<
  Record<
    | 'name'
    | 'firstName'
    | 'lastName'
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
>

type Given = {
  id: string
  name: string
  createdAt: string
  currency: string
  presentment: Presentment
  email: string | null
  address: Address | null
  financialStatus: string
  shippingPrice: number
  saleId: string
}

/** An order of the shop. */
export class FakeOrder {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly processedAt: string
  readonly currencyCode: string
  readonly presentment: Presentment
  readonly test = false
  readonly phone = null
  readonly customAttributes = []
  readonly paymentGatewayNames = ['shopify_payments']
  readonly shippingLine = { title: 'Standard', code: 'STANDARD' }
  readonly taxesIncluded = false
  readonly sourceName = 'web'
  readonly risk = { assessments: [{ riskLevel: 'LOW' }] }
  readonly shippingPrice: number
  /** The payment that refunds go back on. */
  readonly saleId: string
  note: string | null = null
  readonly customerLocale = 'de-AT'
  email: string | null
  shippingAddress: Address | null
  updatedAt: string
  cancelledAt: string | null = null
  cancelReason: string | null = null
  displayFinancialStatus: string
  lines: Line[] = []
  toFulfil: FulfillmentOrder[] = []
  shipped: Fulfillment[] = []
  refunded: Refund[] = []
  returned: Return[] = []

  constructor(given: Given) {
    this.id = given.id
    this.name = given.name
    this.createdAt = given.createdAt
    this.processedAt = given.createdAt
    this.updatedAt = given.createdAt
    this.currencyCode = given.currency
    this.presentment = given.presentment
    this.email = given.email
    this.shippingAddress = given.address
    this.displayFinancialStatus = given.financialStatus
    this.shippingPrice = given.shippingPrice
    this.saleId = given.saleId
  }

  get legacyResourceId() {
    return numberOf(this.id)
  }

  get requiresShipping() {
    return this.lines.some(one => one.requiresShipping)
  }

  get presentmentCurrencyCode() {
    return this.presentment.code
  }

  get displayFulfillmentStatus() {
    const all = this.fulfillmentOrderLines()
    const left = all.reduce((sum, line) => sum + line.remainingQuantity, 0)
    if (all.length > 0 && left === 0 && this.live.length > 0) return 'FULFILLED'
    if (this.live.length > 0) return 'PARTIALLY_FULFILLED'
    return this.toFulfil.some(({ status }) => status === 'ON_HOLD') ? 'ON_HOLD' : 'UNFULFILLED'
  }

  /** Fulfilments that were not cancelled. */
  get live(): Fulfillment[] {
    return this.shipped.filter(({ status }) => status === 'SUCCESS')
  }

  /** Cents that it cost in all. */
  get total(): number {
    return this.lines.reduce((sum, one) => sum + one.price * one.quantity - one.discount + one.tax, this.shippingPrice)
  }

  get refundedCents(): number {
    return this.refunded.reduce((sum, { cents }) => sum + cents, 0)
  }

  get totalPriceSet() {
    return this.money(this.total)
  }

  get currentTotalPriceSet() {
    return this.money(this.total - this.refundedCents)
  }

  shippingLines(paging: Paging) {
    const line = {
      ...{
        id: `${this.id}/shipping`,
        ...this.shippingLine,
        source: 'shopify',
        deliveryCategory: null,
        isRemoved: false,
      },
      ...{ originalPriceSet: this.money(this.shippingPrice), discountAllocations: [], taxLines: [] },
    }
    return page([line], paging)
  }

  get totalRefundedSet() {
    return this.money(this.refundedCents)
  }

  get totalShippingPriceSet() {
    return this.money(this.shippingPrice)
  }

  money(cents: number) {
    return moneyBag(cents, this.currencyCode, this.presentment)
  }

  /** Cents of the shop's currency for an amount of the customer's. */
  centsOf(amount: string): number {
    return Math.round((Number(amount) / this.presentment.rate) * 100)
  }

  fulfillmentOrderLines() {
    return this.toFulfil.flatMap(({ lines }) => lines)
  }

  lineItems(paging: Paging) {
    return page(this.lines, paging)
  }

  fulfillmentOrders(paging: Paging) {
    return page(this.toFulfil, paging)
  }

  fulfillments({ first }: { first?: number | null }) {
    return this.shipped.slice(0, first ?? undefined)
  }

  refunds({ first }: { first?: number | null }) {
    return this.refunded.slice(0, first ?? undefined)
  }

  returns(paging: Paging) {
    return page(this.returned, paging)
  }

  suggestedRefund(asked: SuggestRefund) {
    return suggestRefund(this, asked)
  }
}
