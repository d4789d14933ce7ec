import { roundMinor } from '../../kernel/words/minor.ts'
import type { IncomingRefund } from '../../orders/incoming-order.ts'
import { readGmt } from './gmt.ts'
import type { WooOrder, WooRefund } from './payload.ts'

/**
 * The refunds of an order, each by its own id. WooCommerce writes what it gives back below zero, and names the line that it
 * gives back for in the `_refunded_item_id` of its own. The order itself tells no lines: `told` are those of its refunds.
 */
export function readRefunds(order: WooOrder, told: readonly WooRefund[] | null, currency: string): IncomingRefund[] {
  const of = (amount: string | null) => (amount ? Math.abs(roundMinor(amount, currency, 'A refund')) : 0)
  return (told ?? order.refunds).map(refund => ({
    externalId: refund.id,
    at: refund.date_created_gmt ? readGmt(refund.date_created_gmt) : null,
    amountMinor: of(refund.amount ?? refund.total),
    shippingMinor: refund.shipping_lines.reduce((all, line) => all + of(line.total) + of(line.total_tax), 0),
    lines: refund.line_items.flatMap(({ quantity, total, total_tax, meta_data }) => {
      const line = meta_data.find(({ key }) => key === '_refunded_item_id')?.value
      if (typeof line !== 'string' && typeof line !== 'number') return []
      return [{ line: String(line), quantity: Math.abs(quantity), amountMinor: of(total) + of(total_tax) }]
    }),
  }))
}
