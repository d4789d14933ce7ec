import type { FulfilmentOrder } from '../admin/documents/fulfilment-orders.ts'

/** LinePieces by Shopify's id of the order's line. */
export type LinePieces = ReadonlyMap<string, number>

type Group = { fulfillmentOrderId: string; fulfillmentOrderLineItems: { id: string; quantity: number }[] }
export type ChosenPieces = {
  /** What to fulfil, a call for each location. */
  calls: Group[][]
  /** What waits but may not be fulfilled now, and why, a sentence each. */
  blocked: string[]
  /** What doesn't wait there at all. */
  lacking: Map<string, number>
}

/**
 * Which waiting pieces a parcel is made of: by the order's line, never by its variant, and from as few locations as will do,
 * for Shopify takes pieces of one location at a time. Pure.
 */
export function choose(needed: LinePieces, orders: readonly FulfilmentOrder[]): ChosenPieces {
  const left = new Map(needed)
  const byLocation = [...Map.groupBy(orders.filter(isOpen), locationOf).values()]
  const calls: Group[][] = []
  while (byLocation.length > 0) {
    byLocation.sort((a, b) => covered(b, left) - covered(a, left))
    const call = take(byLocation.shift() ?? [], left)
    if (call.length === 0) break
    calls.push(call)
  }
  const blocked = orders
    .filter(order => !isOpen(order))
    .flatMap(order => (take([order], left).length > 0 ? whyNot(order) : []))
  return { calls, blocked, lacking: left }
}

const isOpen = ({ supportedActions }: FulfilmentOrder) =>
  supportedActions.some(({ action }) => action === 'CREATE_FULFILLMENT')
const locationOf = ({ assignedLocation: { location, name } }: FulfilmentOrder) => location?.id ?? name

function covered(orders: readonly FulfilmentOrder[], needed: LinePieces): number {
  const left = new Map(needed)
  take(orders, left)
  return countOf(needed) - countOf(left)
}

/** How many pieces there are. */
export const countOf = (pieces: LinePieces): number => [...pieces.values()].reduce((sum, one) => sum + one, 0)

/** Takes what is needed out of these, and crosses it off. */
function take(orders: readonly FulfilmentOrder[], left: Map<string, number>): Group[] {
  return orders.flatMap(({ id, lineItems }) => {
    const lines = lineItems.nodes.flatMap(({ id, remainingQuantity, lineItem }) => {
      const needed = left.get(lineItem.id) ?? 0
      const quantity = Math.min(needed, remainingQuantity)
      if (quantity < 1) return []
      if (quantity === needed) left.delete(lineItem.id)
      else left.set(lineItem.id, needed - quantity)
      return [{ id, quantity }]
    })
    return lines.length > 0 ? [{ fulfillmentOrderId: id, fulfillmentOrderLineItems: lines }] : []
  })
}

function whyNot({ status, fulfillmentHolds, assignedLocation }: FulfilmentOrder): string {
  if (status === 'ON_HOLD') {
    const reasons = fulfillmentHolds.flatMap(({ reason, displayReason }) => (reason === 'OTHER' ? [] : displayReason))
    const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : ''
    return `The store has them on hold${why}. Release the hold there.`
  }
  if (status === 'SCHEDULED') return 'The store has scheduled them for later.'
  return `The store has assigned them to “${assignedLocation.name}”, which must accept them first.`
}
