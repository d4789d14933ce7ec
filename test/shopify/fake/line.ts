import type { FakeOrder } from './order.ts'

export type LineTold = {
  sku?: string | null
  title?: string
  quantity?: number
  /** Cents of the shop's currency. */
  price?: number
  requiresShipping?: boolean
  /** Cents that a discount took off all its pieces, and the tax on top. */
  discount?: number
  tax?: number
  /** Where it is stocked, by name; the shop's first location where left out. */
  at?: string
  variantId?: string
}

/** One line of an order. */
export class Line {
  readonly id: string
  readonly order: FakeOrder
  readonly sku: string | null
  readonly title: string
  readonly variantTitle = null
  readonly quantity: number
  readonly price: number
  readonly requiresShipping: boolean
  readonly isGiftCard = false
  readonly customAttributes = []
  readonly image = null
  readonly variantId: string
  readonly discount: number
  readonly tax: number
  /** Pieces that an edit or a refund took off. */
  removed = 0
  refunded = 0

  constructor(id: string, order: FakeOrder, told: LineTold) {
    this.id = id
    this.order = order
    this.sku = told.sku === undefined ? 'SKU-1' : told.sku
    this.title = told.title ?? `Thing ${this.sku}`
    this.quantity = told.quantity ?? 1
    this.price = told.price ?? 1_000
    this.requiresShipping = told.requiresShipping ?? true
    this.discount = told.discount ?? 0
    this.tax = told.tax ?? 0
    this.variantId = told.variantId ?? `gid://shopify/ProductVariant/${this.sku}`
  }

  get name() {
    return this.title
  }

  get currentQuantity() {
    return this.quantity - this.removed
  }

  get refundableQuantity() {
    return this.quantity - this.refunded
  }

  get unfulfilledQuantity() {
    return this.order
      .fulfillmentOrderLines()
      .filter(({ line }) => line === this)
      .reduce((sum, one) => sum + one.remainingQuantity, 0)
  }

  get discountAllocations() {
    return this.discount > 0 ? [{ allocatedAmountSet: this.order.money(this.discount) }] : []
  }

  get taxLines() {
    return this.tax > 0 ? [{ title: 'VAT', priceSet: this.order.money(this.tax) }] : []
  }

  get originalUnitPriceSet() {
    return this.order.money(this.price)
  }
}
