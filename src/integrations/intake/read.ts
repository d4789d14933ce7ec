import type { Wrong } from '../../kernel/ground/problem.ts'
import { toMinor } from '../../kernel/words/money.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import type { SentOrder } from './schema.ts'

/** Amounts that don't fit the currency, where they stand in the order. */
export class WrongAmounts extends Error {
  readonly errors: readonly Wrong[]
  constructor(errors: readonly Wrong[]) {
    super('some amounts do not fit the currency')
    this.errors = errors
  }
}

/** Of which store an order is: its name in the address, and what staff call it. */
export type Sender = { key: string; name: string }

/**
 * An order of this door in our words.
 * @throws WrongAmounts when an amount is finer, or larger, than its currency allows.
 */
export function readIncoming(order: SentOrder, sender: Sender): IncomingOrder {
  const { currency, taxesIncluded = true } = order
  const errors: Wrong[] = []
  const minor = (pointer: string, amount: string | undefined) => {
    try {
      return amount === undefined ? 0 : toMinor(amount, currency)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      errors.push({ pointer, detail: `${error.message}.` })
      return 0
    }
  }
  const lines = order.lines.map((line, at) =>
    readLine(line, name => minor(`/lines/${at}/${name}`, line[name]), taxesIncluded),
  )
  const refunds = (order.refunds ?? []).map(({ id, at, amount, shipping, lines: refunded = [] }, index) => ({
    externalId: id,
    at: new Date(at),
    amountMinor: minor(`/refunds/${index}/amount`, amount),
    shippingMinor: minor(`/refunds/${index}/shipping`, shipping),
    lines: refunded.map(({ line, quantity, amount: part }, of) => ({
      ...{ line, quantity, amountMinor: minor(`/refunds/${index}/lines/${of}/amount`, part) },
    })),
  }))
  const refundedMinor = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const paidMinor = minor('/total', order.total)
  const shippingPaidMinor = minor('/shippingPaid', order.shippingPaid)
  if (errors.length > 0) throw new WrongAmounts(errors)
  return {
    store: { kind: 'intake', key: sender.key, name: sender.name, idsAreUnique: false },
    externalId: order.id,
    number: order.number,
    placedAt: new Date(order.placedAt),
    placedOffset: /([+-]\d\d:\d\d)$/.exec(order.placedAt)?.[1] ?? '+00:00',
    updatedAt: new Date(order.updatedAt),
    timed: true,
    triggeredAt: null,
    cancelledAt: order.cancelledAt ? new Date(order.cancelledAt) : null,
    cancelReason: order.cancelReason ?? null,
    test: order.test ?? false,
    financialStatus: order.payment,
    cashOnDelivery: order.cashOnDelivery ?? false,
    risk: order.risk ?? null,
    pickup: order.pickup ?? false,
    currency,
    totalMinor: paidMinor - refundedMinor,
    ...{ paidMinor, shippingPaidMinor, refundedMinor, refunds },
    method: order.shippingMethod ?? null,
    note: order.note ?? null,
    language: order.language ?? null,
    shipTo: order.shipTo && readShipTo(order.shipTo),
    trackings: [],
    lines,
  }
}

type Line = SentOrder['lines'][number]

function readLine(line: Line, minor: (name: 'price' | 'discount' | 'tax') => number, taxesIncluded: boolean) {
  const [priceMinor, discountMinor, taxMinor] = [minor('price'), minor('discount'), minor('tax')]
  const ordered = Math.max(line.ordered ?? line.quantity, line.quantity)
  return {
    externalId: line.id,
    sku: line.sku ?? null,
    title: line.title,
    options: line.options ?? null,
    ordered,
    quantity: line.quantity,
    fulfilled: Math.min(line.fulfilled ?? 0, line.quantity),
    ...{ priceMinor, discountMinor, taxMinor },
    paidMinor: priceMinor * ordered - discountMinor + (taxesIncluded ? 0 : taxMinor),
    imageUrl: line.image ?? null,
    requiresShipping: line.requiresShipping ?? true,
  }
}

const readShipTo = (to: NonNullable<SentOrder['shipTo']>) => ({
  name: to.name ?? null,
  company: to.company ?? null,
  street: to.street,
  street2: to.street2 ?? null,
  city: to.city,
  region: to.region ?? null,
  postalCode: to.postalCode ?? null,
  country: to.country,
  phone: to.phone ?? null,
  email: to.email ?? null,
})
