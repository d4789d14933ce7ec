import { Fulfillment, type ShipmentEvent } from './fulfillment.ts'
import { FulfillmentOrder } from './fulfillment-order.ts'
import { numberOf } from './ids.ts'
import type { Line } from './line.ts'
import { FakeOrder } from './order.ts'
import { Refund } from './refunds.ts'
import { Return } from './returns.ts'
import { paidFor } from './suggested-refund.ts'

const numeric = (id: string) => Number(numberOf(id))
type Body = Record<string, unknown>

const STATUSES = new Map([
  ['FULFILLED', 'fulfilled'],
  ['PARTIALLY_FULFILLED', 'partial'],
])

/** The body of a webhook, in the older form that webhooks still have. */
export function bodyOf(subject: unknown): Body {
  if (subject instanceof FakeOrder) return orderBody(subject)
  if (subject instanceof Fulfillment) return fulfillmentBody(subject)
  if (subject instanceof Refund) return refundBody(subject)
  if (subject instanceof Return)
    return {
      id: numeric(subject.id),
      admin_graphql_api_id: subject.id,
      order_id: numeric(subject.order.id),
      status: subject.status.toLowerCase(),
    }
  if (subject instanceof FulfillmentOrder)
    return { fulfillment_order: { id: subject.id, status: subject.status.toLowerCase() } }
  return (subject ?? {}) as Body
}

function orderBody(order: FakeOrder): Body {
  const { shippingAddress: to } = order
  const total = order.totalPriceSet
  return {
    id: numeric(order.id),
    admin_graphql_api_id: order.id,
    name: order.name,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    test: order.test,
    financial_status: order.displayFinancialStatus.toLowerCase(),
    fulfillment_status: STATUSES.get(order.displayFulfillmentStatus) ?? null,
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    total_price: total.shopMoney.amount,
    total_price_set: moneySet(total),
    current_total_price: order.currentTotalPriceSet.shopMoney.amount,
    taxes_included: order.taxesIncluded,
    source_name: order.sourceName,
    payment_gateway_names: order.paymentGatewayNames,
    email: order.email,
    phone: null,
    note: order.note,
    customer_locale: order.customerLocale,
    note_attributes: [],
    shipping_address: to && {
      ...Object.fromEntries(
        ['name', 'company', 'address1', 'address2', 'city', 'province', 'zip', 'phone'].map(key => [
          key,
          to[key as keyof typeof to] ?? null,
        ]),
      ),
      first_name: to.firstName ?? null,
      last_name: to.lastName ?? null,
      province_code: to.provinceCode ?? null,
      country_code: to.countryCodeV2 ?? null,
    },
    shipping_lines: [
      { title: order.shippingLine.title, code: order.shippingLine.code, price: (order.shippingPrice / 100).toFixed(2) },
    ],
    line_items: order.lines.map(line => ({
      id: numeric(line.id),
      name: line.name,
      title: line.title,
      variant_title: null,
      sku: line.sku,
      quantity: line.quantity,
      current_quantity: line.currentQuantity,
      fulfillable_quantity: line.unfulfilledQuantity,
      price: (line.price / 100).toFixed(2),
      price_set: moneySet(line.originalUnitPriceSet),
      properties: [],
      requires_shipping: line.requiresShipping,
      gift_card: false,
      discount_allocations: line.discountAllocations.map(one => ({ amount: one.allocatedAmountSet.shopMoney.amount })),
      tax_lines: line.taxLines.map(one => ({ price: one.priceSet.shopMoney.amount })),
    })),
    refunds: order.refunded.map(refundBody),
    fulfillments: order.shipped.map(fulfillmentBody),
  }
}

/** What was edited, and not what came of it: Shopify's `order_edit`. */
export function editBody({ id, order }: Line, delta: number): Body {
  const removals = [{ id: numeric(id), delta: -delta }]
  return {
    order_edit: {
      ...{ id: 78912328793, app_id: null, created_at: order.updatedAt, notify_customer: false },
      ...{ order_id: numeric(order.id), staff_note: '', line_items: { additions: [], removals } },
    },
  }
}

/** What a carrier did, without the number of the parcel. */
export function eventBody({ id, order }: Fulfillment, event: ShipmentEvent): Body {
  return {
    ...{ id: numeric(event.id), fulfillment_id: numeric(id), order_id: numeric(order.id), shop_id: 548380009 },
    ...{ status: event.status.toLowerCase(), message: event.message ?? null, happened_at: event.happenedAt },
    ...{ city: event.city ?? null, province: null, country: event.country ?? null, zip: event.zip ?? null },
    ...{ created_at: event.createdAt, updated_at: event.createdAt, estimated_delivery_at: null },
    admin_graphql_api_id: event.id,
  }
}

function moneySet({ shopMoney, presentmentMoney }: ReturnType<FakeOrder['money']>): Body {
  const old = ({ amount, currencyCode }: { amount: string; currencyCode: string }) => ({
    amount,
    currency_code: currencyCode,
  })
  return { shop_money: old(shopMoney), presentment_money: old(presentmentMoney) }
}

function fulfillmentBody(one: Fulfillment): Body {
  return {
    id: numeric(one.id),
    admin_graphql_api_id: one.id,
    order_id: numeric(one.order.id),
    name: one.name,
    status: one.status.toLowerCase(),
    created_at: one.createdAt,
    updated_at: one.updatedAt,
    shipment_status: one.happened.at(-1)?.status.toLowerCase() ?? null,
    tracking_company: one.tracking[0]?.company ?? null,
    tracking_number: one.numbers[0] ?? null,
    tracking_numbers: one.numbers,
    line_items: one.pieces.map(({ lineItem, quantity }) => ({ id: numeric(lineItem.id), quantity })),
  }
}

function refundBody(refund: Refund): Body {
  return {
    id: numeric(refund.id),
    order_id: numeric(refund.order.id),
    created_at: refund.createdAt,
    processed_at: refund.createdAt,
    note: refund.note,
    refund_line_items: refund.lines.map(({ lineItemId, quantity, restockType }) => {
      const line = refund.order.lines.find(({ id }) => id === lineItemId)
      const { subtotal, tax } = line ? paidFor(line, quantity) : { subtotal: 0, tax: 0 }
      return {
        line_item_id: numeric(lineItemId),
        quantity,
        restock_type: restockType?.toLowerCase() ?? 'no_restock',
        subtotal: subtotal / 100,
        total_tax: tax / 100,
      }
    }),
    transactions: [
      {
        kind: 'refund',
        status: 'success',
        amount: (refund.cents / 100).toFixed(2),
        currency: refund.order.currencyCode,
      },
    ],
    order_adjustments: [],
  }
}
