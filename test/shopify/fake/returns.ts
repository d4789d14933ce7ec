import type { Shipped } from './fulfillment.ts'
import type { FakeOrder } from './order.ts'
import { type Paging, page } from './page.ts'
import type { FakeShop } from './shop.ts'
import { existing, Wrong } from './wrong.ts'

type Returned = {
  __typename: 'ReturnLineItem'
  id: string
  quantity: number
  customerNote: string | null
  returnReasonNote: string
  fulfillmentLineItem: Shipped
}

/** Pieces that come back, or are wished to. */
export class Return {
  readonly id: string
  readonly name: string
  readonly order: FakeOrder
  readonly createdAt: string
  readonly lines: Returned[]
  closedAt: string | null = null
  status: string

  constructor(id: string, order: FakeOrder, made: { at: string; status: string; lines: Returned[] }) {
    this.id = id
    this.order = order
    this.name = `${order.name}-R${order.returned.length + 1}`
    this.createdAt = made.at
    this.status = made.status
    this.lines = made.lines
  }

  get totalQuantity() {
    return this.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  }

  returnLineItems(paging: Paging) {
    return page(this.lines, paging)
  }
}

export type ReturnInput = {
  orderId: string
  returnLineItems: readonly { fulfillmentLineItemId: string; quantity: number; returnReasonNote?: string | null }[]
}

/** Only what was fulfilled can come back. `REQUESTED` is a customer's wish, `OPEN` an approved one. */
export function createReturn(shop: FakeShop, input: ReturnInput, status = 'OPEN'): Return {
  const order = existing(shop.orders.get(input.orderId), 'Order does not exist', ['orderId'])
  const shipped = order.live.flatMap(({ pieces }) => pieces)
  const lines = input.returnLineItems.map(({ fulfillmentLineItemId, quantity, returnReasonNote }): Returned => {
    const piece = existing(
      shipped.find(({ id }) => id === fulfillmentLineItemId),
      'Fulfillment line item does not exist',
    )
    if (quantity < 1 || quantity > leftOf(order, piece))
      throw new Wrong('Return line item has an invalid quantity.', ['returnLineItems'], 'INVALID')
    const id = shop.ids.next('ReturnLineItem')
    const note = returnReasonNote ?? ''
    return {
      __typename: 'ReturnLineItem',
      id,
      quantity,
      customerNote: null,
      returnReasonNote: note,
      fulfillmentLineItem: piece,
    }
  })
  const made = new Return(shop.ids.next('Return'), order, { at: shop.clock.stamp(), status, lines })
  order.returned.push(made)
  shop.changed(order)
  shop.webhooks.emit(status === 'OPEN' ? 'RETURNS_APPROVE' : 'RETURNS_REQUEST', made)
  return made
}

/** Of what was fulfilled, what is in no return that counts. */
function leftOf(order: FakeOrder, piece: Shipped): number {
  const before = order.returned
    .filter(one => !['CANCELED', 'DECLINED'].includes(one.status))
    .flatMap(one => one.lines)
    .filter(({ fulfillmentLineItem }) => fulfillmentLineItem === piece)
  return piece.quantity - before.reduce((sum, one) => sum + one.quantity, 0)
}

/** What of an order can still come back, by fulfilment. */
export function returnable(shop: FakeShop, orderId: string) {
  const order = shop.orders.get(orderId)
  return (order?.live ?? []).map(fulfillment => ({
    id: `${fulfillment.id}/returnable`,
    fulfillment,
    returnableFulfillmentLineItems(paging: Paging) {
      const left = fulfillment.pieces.map(piece => ({
        id: `${piece.id}/returnable`,
        fulfillmentLineItem: piece,
        quantity: order ? leftOf(order, piece) : 0,
      }))
      return page(
        left.filter(({ quantity }) => quantity > 0),
        paging,
      )
    },
  }))
}

const TOPICS: Record<string, string> = { OPEN: 'APPROVE', DECLINED: 'DECLINE', CLOSED: 'CLOSE', CANCELED: 'CANCEL' }

/** Takes a return on, from one of these states. */
export function moveReturn(shop: FakeShop, id: string, from: readonly string[], to: string): Return {
  const found = existing(shop.findReturn(id), 'Return does not exist', ['id'])
  if (!from.includes(found.status)) throw new Wrong('Return status is invalid.', ['id'], 'INVALID_STATE')
  found.status = to
  if (to === 'CLOSED') found.closedAt = shop.clock.stamp()
  shop.changed(found.order)
  shop.webhooks.emit(`RETURNS_${TOPICS[to]}`, found)
  return found
}
