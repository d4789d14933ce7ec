import { z } from 'zod'
import { IncomingRefund } from './incoming-order.ts'
import type { OrderLine } from './tables.ts'

const { externalId, at, amountMinor, shippingMinor, lines } = IncomingRefund.shape

/**
 * A refund that a store reports without its order: whether tax is inside the prices, and in which currency the order is, only
 * the order says.
 */
export const ToldRefund = z.object({
  externalId,
  at,
  /** ISO 4217, of all its amounts; null where it has none. */
  currency: z.string().length(3).toUpperCase().nullable(),
  /** What was paid back; null where it names no payment in that currency. */
  paidBackMinor: amountMinor.nullable(),
  shippingMinor,
  shippingTaxMinor: amountMinor,
  /** One entry a line; `amountMinor` as the prices are, `taxMinor` inside that or on top. */
  lines: z.array(lines.element.extend({ taxMinor: amountMinor })),
})
export type ToldRefund = z.infer<typeof ToldRefund>

/** The refund with its tax: what was paid back, or where no payment is named, what its parts come to. Pure. */
export function asRefund(told: ToldRefund, taxOnTop: boolean): IncomingRefund {
  const taxed = (minor: number, tax: number) => minor + (taxOnTop ? tax : 0)
  const lines = told.lines.map(({ line, quantity, amountMinor, taxMinor }) => ({
    ...{ line, quantity, amountMinor: taxed(amountMinor, taxMinor) },
  }))
  const shippingMinor = taxed(told.shippingMinor, told.shippingTaxMinor)
  return {
    externalId: told.externalId,
    at: told.at,
    amountMinor: told.paidBackMinor ?? lines.reduce((all, line) => all + line.amountMinor, shippingMinor),
    shippingMinor,
    lines,
  }
}

type Paid = Pick<OrderLine, 'ordered' | 'priceMinor' | 'discountMinor' | 'taxMinor' | 'paidMinor'>

/** Whether the tax of an order came on top of its prices, as what was paid for its lines shows. Pure. */
export function isTaxOnTop(lines: readonly Paid[]): boolean {
  const taxed = lines.filter(({ taxMinor }) => taxMinor > 0)
  return taxed.every(one => one.paidMinor > one.priceMinor * one.ordered - one.discountMinor)
}
