import { expect, test } from 'vitest'
import { holdFollows, whyInStore } from '../../src/orders/follow-hold.ts'
import type { Order } from '../../src/orders/tables.ts'
import type { Store } from '../../src/stores/tables.ts'

const at = new Date('2026-11-03T09:00:00Z')
const store = { sendAuthorizedAt: null, sendCashOnDeliveryAt: null } as Store
const fraud = whyInStore([
  { reason: 'high_risk_of_fraud', note: null },
  { reason: 'other', note: 'Call first' },
  { reason: 'other', note: 'Call first' },
])
const FREE = { heldAt: null, holdReason: null, holdNote: null, cancelledAt: null, deletedAt: null, forwardedAt: null }
const order = (but: Partial<Order> = {}) =>
  ({ ...FREE, financialStatus: 'paid', cashOnDelivery: false, risk: null, ...but }) as Order
const inStore: Partial<Order> = {
  ...{ heldAt: at, holdReason: 'held_in_store', holdNote: 'high risk of fraud; Call first' },
}
const pending = { financialStatus: 'pending' }
const unpaid: Partial<Order> = { heldAt: at, holdReason: 'awaiting_payment', ...pending }
const holds = { pass: 'hold', reason: 'held_in_store', note: 'high risk of fraud; Call first' }
const waits = { pass: 'hold', reason: 'awaiting_payment', note: null }

test.each<[string, Order, typeof fraud, unknown]>([
  ['held there, and free here', order(), fraud, holds],
  ['held there, with a supplier', order({ forwardedAt: at }), fraud, holds],
  ['held there for something else than before', order({ ...inStore, holdNote: 'Call first' }), fraud, holds],
  ['told twice', order(inStore), fraud, null],
  ['held there while it waits for its money', order(unpaid), fraud, holds],
  ['held there while staff hold it', order({ heldAt: at, holdReason: 'incorrect_address' }), fraud, null],
  ['held there while staff hold a paid one for its money', order({ ...unpaid, financialStatus: 'paid' }), fraud, null],
  ['cancelled here', order({ cancelledAt: at }), fraud, null],
  ['deleted there', order({ ...inStore, deletedAt: at }), null, null],
  ['let go', order(inStore), null, { pass: 'release' }],
  ['let go before it is paid', order({ ...inStore, ...pending }), null, waits],
  [
    'let go before it is paid, with a supplier',
    order({ ...inStore, ...pending, forwardedAt: at }),
    null,
    { pass: 'release' },
  ],
  ['let go, and held by staff', order({ heldAt: at, holdReason: 'other' }), null, null],
  ['let go, and free', order(), null, null],
])('an order that is %s', (_, of, there, follows) => {
  expect(holdFollows(store, of, there)).toEqual(follows)
})
