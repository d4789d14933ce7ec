import { type IncomingOrder, SHIP_TO_FIELDS, type ShipTo, shippable } from './incoming-order.ts'
import type { Order, OrderLine, ShipToRow } from './tables.ts'

type IncomingLine = IncomingOrder['lines'][number]

export type Changed = 'ship-to' | 'lines' | 'fulfilled' | 'method' | 'payment' | 'risk' | 'total' | 'note'

type Before = { order: Order; lines: readonly OrderLine[]; shipTo: ShipToRow | null }

/** What of an order the store changed, without saying to what: no personal data leaves here. Pure. */
export function whatChanged(before: Before, now: IncomingOrder): readonly Changed[] {
  const changed: Changed[] = []
  // A store that forgets an address (it redacts its customers) does not take ours away.
  if (now.shipTo && !sameShipTo(before.shipTo, now.shipTo)) changed.push('ship-to')
  if (!sameLines(before.lines, now.lines)) changed.push('lines')
  if (!sameFulfilled(before.lines, now.lines)) changed.push('fulfilled')
  if (before.order.method !== now.method) changed.push('method')
  if (before.order.financialStatus !== now.financialStatus || before.order.cashOnDelivery !== now.cashOnDelivery)
    changed.push('payment')
  if (now.risk && before.order.risk !== now.risk) changed.push('risk')
  if (before.order.totalMinor !== now.totalMinor || before.order.currency !== now.currency) changed.push('total')
  if (before.order.customerNote !== now.note) changed.push('note')
  return changed
}

function sameShipTo(before: ShipToRow | null, now: ShipTo): boolean {
  return SHIP_TO_FIELDS.every(field => (before?.[field] ?? null) === now[field])
}

function sameLines(before: readonly OrderLine[], now: readonly IncomingLine[]): boolean {
  const face = (line: OrderLine | IncomingLine) =>
    JSON.stringify([line.externalId, line.sku, line.title, line.options, line.quantity])
  const kept = shippable(now)
  return before.length === kept.length && kept.every(line => before.some(old => face(old) === face(line)))
}

/** Of lines that are gone nothing is fulfilled any more. */
function sameFulfilled(before: readonly OrderLine[], now: readonly IncomingLine[]): boolean {
  return shippable(now).every(
    line => (before.find(old => old.externalId === line.externalId)?.fulfilled ?? 0) === line.fulfilled,
  )
}
