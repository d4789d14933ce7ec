import { FulfillmentOrder, FulfillmentOrderLine, type Hold, type Wanted } from './fulfillment-order.ts'
import type { FakeShop } from './shop.ts'
import { existing, Wrong } from './wrong.ts'

export type HoldInput = {
  reason: string
  reasonNotes?: string | null
  handle: string
  fulfillmentOrderLineItems: readonly Wanted[]
}

const MOST_HOLDS = 10
const GONE = 'FULFILLMENT_ORDER_NOT_FOUND'

/** Holds a fulfilment order, or some of its pieces, which splits it. */
export function hold(shop: FakeShop, id: string, input: HoldInput, app: string | null) {
  const found = existing(shop.findFulfillmentOrder(id), 'Fulfillment order could not be found.', ['id'], GONE)
  const ours = found.fulfillmentHolds.filter(one => one.app === app)
  if (ours.some(({ handle }) => handle === input.handle))
    throw new Wrong('The handle is already in use.', ['fulfillmentHold', 'handle'], 'DUPLICATE_FULFILLMENT_HOLD_HANDLE')
  if (ours.length >= MOST_HOLDS)
    throw new Wrong('The maximum number of holds has been reached.', ['id'], 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED')
  if (input.handle.length > 64) throw new Wrong('Handle is too long.', ['fulfillmentHold', 'handle'], 'TAKEN')
  if (!found.may('HOLD')) throw new Wrong('Fulfillment order cannot be held.', ['id'], 'TAKEN')
  const some = input.fulfillmentOrderLineItems
  if (some.length > 0 && found.status === 'ON_HOLD')
    throw new Wrong('The fulfillment order is not in a splittable state.', ['id'], 'FULFILLMENT_ORDER_NOT_SPLITTABLE')
  const rest = some.length > 0 ? split(shop, found, some) : null
  const made: Hold = {
    id: shop.ids.next('FulfillmentHold'),
    handle: input.handle,
    app,
    reason: input.reason,
    reasonNotes: input.reasonNotes ?? null,
    displayReason: input.reason.toLowerCase().replaceAll('_', ' '),
    heldByRequestingApp: app === shop.app.name,
  }
  const isFirst = found.status !== 'ON_HOLD'
  found.fulfillmentHolds.push(made)
  found.status = 'ON_HOLD'
  shop.changed(found.order)
  // Of several holds only the first, and the end of the last, are told.
  if (isFirst) shop.webhooks.emit('FULFILLMENT_ORDERS_PLACED_ON_HOLD', found)
  return { fulfillmentHold: made, fulfillmentOrder: found, remainingFulfillmentOrder: rest }
}

/** Releases these holds, or all, those of others too, where none are named. */
export function release(shop: FakeShop, id: string, holds: readonly string[] | null | undefined): FulfillmentOrder {
  const found = existing(shop.findFulfillmentOrder(id), 'Fulfillment order could not be found.', ['id'], GONE)
  found.fulfillmentHolds = holds ? found.fulfillmentHolds.filter(one => !holds.includes(one.id)) : []
  const isLast = found.status === 'ON_HOLD' && found.fulfillmentHolds.length === 0
  if (isLast) found.status = 'OPEN'
  shop.changed(found.order)
  if (isLast) shop.webhooks.emit('FULFILLMENT_ORDERS_HOLD_RELEASED', found)
  return found
}

/** Leaves these pieces, and moves the others into a fulfilment order of their own. */
export function split(shop: FakeShop, found: FulfillmentOrder, kept: readonly Wanted[]): FulfillmentOrder | null {
  found.take(kept)
  const rest = found.lines
    .map(line => ({ line, quantity: line.remainingQuantity - (kept.find(({ id }) => id === line.id)?.quantity ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
  if (rest.length === 0) return null
  const lines = rest.map(({ line, quantity }) => {
    line.remainingQuantity -= quantity
    line.totalQuantity -= quantity
    return new FulfillmentOrderLine(shop.ids.next('FulfillmentOrderLineItem'), line.line, quantity)
  })
  found.lines = found.lines.filter(({ totalQuantity }) => totalQuantity > 0)
  const made = new FulfillmentOrder(shop.ids.next('FulfillmentOrder'), found.order, found.location, lines)
  made.fulfillBy = found.fulfillBy
  found.order.toFulfil.push(made)
  shop.webhooks.emit('FULFILLMENT_ORDERS_SPLIT', found)
  return made
}

/** Another location sends it: what was is closed, and another is made. */
export function move(shop: FakeShop, found: FulfillmentOrder, to: string): FulfillmentOrder {
  const lines = found.lines
    .filter(({ remainingQuantity }) => remainingQuantity > 0)
    .map(
      ({ line, remainingQuantity }) =>
        new FulfillmentOrderLine(shop.ids.next('FulfillmentOrderLineItem'), line, remainingQuantity),
    )
  found.close()
  const made = new FulfillmentOrder(shop.ids.next('FulfillmentOrder'), found.order, shop.location(to), lines)
  made.fulfillBy = found.fulfillBy
  found.order.toFulfil.push(made)
  shop.changed(found.order)
  shop.webhooks.emit('FULFILLMENT_ORDERS_MOVED', made)
  return made
}
