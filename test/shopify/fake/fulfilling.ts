import { eventBody } from './bodies.ts'
import { Fulfillment, type Shipped } from './fulfillment.ts'
import { FulfillmentOrder, FulfillmentOrderLine, type Wanted } from './fulfillment-order.ts'
import { numberOf } from './ids.ts'
import type { FakeShop } from './shop.ts'
import { readTracking, type TrackingInput } from './tracking.ts'
import { existing, Wrong } from './wrong.ts'

export type FulfillmentInput = {
  lineItemsByFulfillmentOrder: readonly {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems?: readonly Wanted[] | null
  }[]
  notifyCustomer?: boolean | null
  trackingInfo?: TrackingInput | null
}

const MOST_LINES = 512

/** Ships pieces. Asked twice, it ships twice, if enough remain. */
export function createFulfillment(shop: FakeShop, input: FulfillmentInput, app: string | null): Fulfillment {
  const groups = input.lineItemsByFulfillmentOrder.map(one => ({
    of: existing(shop.findFulfillmentOrder(one.fulfillmentOrderId), 'Fulfillment order does not exist.', [
      'fulfillment',
    ]),
    wanted: one.fulfillmentOrderLineItems ?? [],
  }))
  const [first] = groups
  if (!first) throw new Wrong('Fulfillment orders must be provided.', ['fulfillment'])
  if (new Set(groups.map(({ of }) => of)).size < groups.length)
    throw new Wrong('Fulfillment orders must be unique.', ['fulfillment'])
  if (groups.some(({ of }) => of.order !== first.of.order))
    throw new Wrong('Fulfillment orders must belong to the same order.', ['fulfillment'])
  if (groups.some(({ of }) => of.location !== first.of.location))
    throw new Wrong('Fulfillment orders must be assigned to the same location.', ['fulfillment'])
  for (const { of, wanted } of groups) {
    if (wanted.length > MOST_LINES)
      throw new Wrong(`At most ${MOST_LINES} line items may be provided.`, ['fulfillment'])
    if (!of.may('CREATE_FULFILLMENT'))
      throw new Wrong(`Fulfillment order ${numberOf(of.id)} has an unfulfillable status= ${of.status.toLowerCase()}.`, [
        'fulfillment',
      ])
  }
  const tracking = readTracking(input.trackingInfo ?? {})
  const pieces = groups.flatMap(({ of, wanted }) =>
    of.take(wanted).map(
      ({ from, quantity }): Shipped => ({
        id: shop.ids.next('FulfillmentLineItem'),
        quantity,
        lineItem: from.line,
        from,
        of,
      }),
    ),
  )
  if (pieces.length === 0) throw new Wrong('There is nothing left to fulfill.', ['fulfillment'])
  for (const { from, quantity } of pieces) from.remainingQuantity -= quantity
  for (const { of } of groups) of.settle()
  const { order } = first.of
  const made = new Fulfillment(shop.ids.next('Fulfillment'), order, { at: shop.clock.stamp(), app, pieces })
  made.tracking = shop.keepsNumbers ? tracking : []
  made.notifies = input.notifyCustomer ?? false
  order.shipped.push(made)
  shop.changed(order)
  if (made.notifies) shop.mail(order, 'shipped', made.numbers)
  shop.webhooks.emit('FULFILLMENTS_CREATE', made)
  shop.webhooks.emit(
    order.displayFulfillmentStatus === 'FULFILLED' ? 'ORDERS_FULFILLED' : 'ORDERS_PARTIALLY_FULFILLED',
    order,
  )
  return made
}

/** Replaces all numbers. */
export function updateTracking(shop: FakeShop, id: string, input: TrackingInput, notify: boolean): Fulfillment {
  const found = existing(shop.findFulfillment(id), 'Fulfillment does not exist.', ['fulfillmentId'])
  if (found.status === 'CANCELLED') throw new Wrong('Fulfillment is cancelled.', ['fulfillmentId'])
  found.tracking = shop.keepsNumbers ? readTracking(input) : []
  found.notifies = notify
  found.updatedAt = shop.clock.stamp()
  shop.changed(found.order)
  if (notify) shop.mail(found.order, 'tracking changed', found.numbers)
  shop.webhooks.emit('FULFILLMENTS_UPDATE', found)
  return found
}

/**
 * Takes pieces back. What was part of a fulfilment order that still has pieces waiting goes back there; one that is closed
 * stays so, and another is made.
 */
export function cancelFulfillment(shop: FakeShop, id: string): Fulfillment {
  const found = existing(shop.findFulfillment(id), 'Fulfillment does not exist.', ['id'])
  if (found.status === 'CANCELLED') throw new Wrong('Fulfillment has already been cancelled.', ['id'])
  if (found.deliveredAt) throw new Wrong('Fulfillment cannot be cancelled.', ['id'])
  found.status = 'CANCELLED'
  found.updatedAt = shop.clock.stamp()
  for (const of of new Set(found.pieces.map(piece => piece.of))) {
    const back = found.pieces.filter(piece => piece.of === of)
    if (of.status === 'CLOSED') reopen(shop, of, back)
    else for (const { from, quantity } of back) from.remainingQuantity += quantity
  }
  shop.changed(found.order)
  shop.webhooks.emit('FULFILLMENTS_UPDATE', found)
  return found
}

function reopen(shop: FakeShop, of: FulfillmentOrder, back: readonly Shipped[]): void {
  const lines = back.map(
    ({ from, quantity }) => new FulfillmentOrderLine(shop.ids.next('FulfillmentOrderLineItem'), from.line, quantity),
  )
  const made = new FulfillmentOrder(shop.ids.next('FulfillmentOrder'), of.order, of.location, lines)
  made.fulfillBy = of.fulfillBy
  of.order.toFulfil.push(made)
}

export type EventInput = {
  fulfillmentId: string
  status: string
  happenedAt?: string | null
  message?: string | null
  city?: string | null
  country?: string | null
  zip?: string | null
}

/** Told twice, it happened twice; on the way and delivered are mailed. */
export function createEvent(shop: FakeShop, input: EventInput) {
  const found = existing(shop.findFulfillment(input.fulfillmentId), 'Fulfillment does not exist.', ['fulfillmentEvent'])
  if (found.status === 'CANCELLED') throw new Wrong('Fulfillment is cancelled.', ['fulfillmentEvent'])
  const { fulfillmentId: _, happenedAt, ...told } = input
  const createdAt = shop.clock.stamp()
  const made = { id: shop.ids.next('FulfillmentEvent'), createdAt, happenedAt: happenedAt ?? createdAt, ...told }
  found.happened.push(made)
  shop.webhooks.emit('FULFILLMENT_EVENTS_CREATE', eventBody(found, made))
  shop.changed(found.order)
  const news = { OUT_FOR_DELIVERY: 'out for delivery', DELIVERED: 'delivered' }[input.status]
  if (news && found.notifies) shop.mail(found.order, news, found.numbers)
  return made
}
