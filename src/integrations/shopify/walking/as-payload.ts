import type { LineNode, MoneyNode, OrderNode, RefundNode, ShippingNode } from '../admin/documents/changed-orders.ts'

/**
 * An order of the Admin API in the form of a webhook's body, so that both are read by the same rules. Pure.
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function asPayload(order: OrderNode, refunds: readonly RefundNode[]) {
  const { shippingAddress: to } = order
  return {
    id: order.id,
    name: order.name,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    test: order.test,
    financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
    currency: order.currencyCode,
    total_price: amount(order.totalPriceSet),
    current_total_price: amount(order.currentTotalPriceSet),
    taxes_included: order.taxesIncluded,
    payment_gateway_names: order.paymentGatewayNames,
    risk: { assessments: order.risk.assessments.map(({ riskLevel }) => ({ risk_level: riskLevel })) },
    source_name: order.sourceName,
    note: order.note,
    customer_locale: order.customerLocale,
    note_attributes: pairs(order.customAttributes),
    email: order.email,
    phone: order.phone,
    shipping_address: to && {
      ...to,
      province_code: to.provinceCode,
      country_code: to.countryCodeV2,
    },
    shipping_lines: order.shippingLines.nodes.map(shipping),
    line_items: order.lineItems.nodes.map(line),
    refunds: refunds.map(refund),
    fulfillments: order.fulfillments.map(({ status, trackingInfo }, at) => ({
      id: `${order.id}-${at}`,
      status: status.toLowerCase(),
      tracking_company: trackingInfo[0]?.company ?? null,
      tracking_numbers: trackingInfo.map(({ number }) => number),
    })),
  }
}

function line(one: LineNode): unknown {
  return {
    id: one.id,
    title: one.title,
    name: one.name,
    variant_title: one.variantTitle,
    sku: one.sku,
    quantity: one.quantity,
    current_quantity: one.currentQuantity,
    fulfillable_quantity: one.unfulfilledQuantity,
    price: amount(one.originalUnitPriceSet),
    properties: pairs(one.customAttributes),
    requires_shipping: one.requiresShipping,
    image_url: one.image?.url ?? null,
    ...charged(one),
  }
}

function shipping(one: ShippingNode): unknown {
  return {
    title: one.title,
    code: one.code,
    source: one.source,
    delivery_category: one.deliveryCategory,
    is_removed: one.isRemoved,
    price: amount(one.originalPriceSet),
    ...charged(one),
  }
}

function charged({ discountAllocations, taxLines }: LineNode | ShippingNode): object {
  return {
    discount_allocations: discountAllocations.map(one => ({ amount: amount(one.allocatedAmountSet) })),
    tax_lines: taxLines.map(({ priceSet }) => ({ price: amount(priceSet) })),
  }
}

function refund(one: RefundNode): unknown {
  return {
    id: one.id,
    created_at: one.createdAt,
    processed_at: one.processedAt,
    refund_line_items: one.refundLineItems.nodes.map(({ quantity, lineItem, subtotalSet, totalTaxSet }) => ({
      line_item_id: lineItem.id,
      quantity,
      subtotal: amount(subtotalSet),
      total_tax: amount(totalTaxSet),
    })),
    // A webhook tells what the shop loses, below zero.
    order_adjustments: one.refundShippingLines.nodes.map(({ subtotalAmountSet, taxAmountSet }) => ({
      kind: 'shipping_refund',
      amount: `-${amount(subtotalAmountSet)}`,
      tax_amount: `-${amount(taxAmountSet)}`,
    })),
    transactions: one.transactions.nodes.map(({ kind, status, amountSet }) => ({
      kind: kind.toLowerCase(),
      status: status.toLowerCase(),
      amount: amount(amountSet),
      currency: amountSet.shopMoney.currencyCode,
    })),
  }
}

const amount = ({ shopMoney }: MoneyNode) => shopMoney.amount
const pairs = (all: readonly { key: string; value: string | null }[]) =>
  all.map(({ key, value }) => ({ name: key, value }))
