import { expect, test } from 'vitest'
import type { OrderView } from '../../src/order-desk/order-view.ts'
import { destination, orderState } from '../../src/order-desk/words.ts'
import type { Order, ShipToRow } from '../../src/orders/tables.ts'
import { addressLines } from '../../src/purchase-orders/show-ship-to.ts'
import type { PurchaseOrder } from '../../src/purchase-orders/tables.ts'

const at = new Date(0)

function view(order: Partial<Order>, takers: readonly number[], ...pos: readonly Partial<PurchaseOrder>[]): OrderView {
  const open = takers.map((count, index) => ({ id: String(index), sku: null, quantity: 1, takers: count }))
  return { order, open, purchaseOrders: pos.map(po => ({ po, changes: [] })) } as unknown as OrderView
}

/** Of two lines that nobody can be asked for now, the first was declined. */
const declinedOne = {
  ...view({}, [0, 0]),
  purchaseOrders: [{ po: { declinedAt: at, replaces: null }, lines: [{ line: { id: '0' } }], changes: [] }],
} as unknown as OrderView

test.each([
  ['Cancelled', view({ cancelledAt: at, heldAt: at }, [0])],
  ['Cancelled', view({ cancelledAt: at }, [], { sentAt: at, cancelledAt: at }, { sentAt: at, declinedAt: at })],
  ['Cancelled, but not 1042-A', view({ cancelledAt: at }, [], { number: '1042-A', sentAt: at, shippedAt: at })],
  ['On hold: high risk of fraud', view({ heldAt: at, holdReason: 'high_risk_of_fraud' }, [1])],
  ['On hold: other', view({ heldAt: at }, [1])],
  ['Needs routing: 2 lines that nobody supplies', view({}, [0, 1, 0])],
  ['Needs routing: 1 line that nobody supplies and 1 line that was declined', declinedOne],
  ['New: not forwarded yet', view({}, [1])],
  ['Partly forwarded', view({ forwardedAt: at }, [1], { sentAt: at })],
  ['Sent, not acknowledged yet', view({ forwardedAt: at }, [], { sentAt: at, acknowledgedAt: at }, { sentAt: at })],
  ['Acknowledged', view({ forwardedAt: at }, [], { sentAt: at, acknowledgedAt: at }, { sentAt: at, shippedAt: at })],
  ['Shipped', view({ forwardedAt: at }, [], { sentAt: at, shippedAt: at }, { sentAt: at, declinedAt: at })],
  ['Draft: waits for the supplier’s room', view({ forwardedAt: at }, [], { sentAt: null }, { sentAt: at })],
  ['Nothing left to ship', view({ forwardedAt: at }, [], { sentAt: at, cancelledAt: at })],
  ['Nothing left to ship', view({}, [])],
])('an order reads “%s”: what needs doing first', (words, order) => {
  expect(orderState(order).words).toBe(words)
})

test('a destination is a town and a country, whatever of it is known', () => {
  expect(destination({ city: 'Göteborg', country: 'SE' })).toBe('Göteborg, Sweden')
  expect(destination({ city: null, country: 'JP' })).toBe('Japan')
  expect(destination({ city: 'Somewhere', country: 'ZZ' })).toBe('Somewhere, ZZ')
  expect(destination({ city: null, country: null })).toBe('not known')
})

const nobody: ShipToRow = {
  orderId: '',
  name: null,
  company: null,
  street: null,
  street2: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  phone: null,
  email: null,
  told: null,
}

test('an address label has a line for each part that is there, and no empty ones', () => {
  const full = {
    name: 'Zoë',
    company: 'Acme',
    street: 'Gatan 5',
    street2: 'c/o Bo',
    city: 'Göteborg',
    region: 'VG',
    postalCode: '411 17',
    country: 'SE',
  }
  expect(addressLines({ ...nobody, ...full })).toEqual([
    'Zoë',
    'Acme',
    'Gatan 5',
    'c/o Bo',
    '411 17 Göteborg VG',
    'Sweden',
  ])
  expect(addressLines({ ...nobody, street: 'شارع التحلية ٢٨', country: 'SA' })).toEqual([
    'شارع التحلية ٢٨',
    'Saudi Arabia',
  ])
  expect(addressLines(nobody)).toEqual([])
  expect(addressLines({ ...nobody, phone: '1', email: 'a@b' })).toEqual([])
})
