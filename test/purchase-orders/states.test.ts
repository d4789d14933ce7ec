import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import {
  canMovePurchaseOrder,
  isLive,
  mustMovePurchaseOrder,
  PURCHASE_ORDER_MOVES,
  type PurchaseOrderMove,
  type PurchaseOrderState,
  purchaseOrderState,
} from '../../src/purchase-orders/purchase-order.ts'
import type { PurchaseOrder } from '../../src/purchase-orders/tables.ts'

/** Which time each state is read from. */
const TIMES = {
  sent: 'sentAt',
  acknowledged: 'acknowledgedAt',
  partly_shipped: 'partlyShippedAt',
  shipped: 'shippedAt',
  delivered: 'deliveredAt',
  declined: 'declinedAt',
  cancelled: 'cancelledAt',
} as const

const LIFE: readonly PurchaseOrderState[] = ['draft', 'sent', 'acknowledged', 'partly_shipped', 'shipped', 'delivered']
const ENDS: readonly PurchaseOrderState[] = ['declined', 'cancelled', 'delivered']
const moves = Object.keys(PURCHASE_ORDER_MOVES) as PurchaseOrderMove[]

const draft = {
  number: '1042-A',
  sentAt: null,
  acknowledgedAt: null,
  acknowledgedBy: 'Mei',
  partlyShippedAt: null,
  shippedAt: null,
  deliveredAt: null,
  declinedAt: null,
  declinedBy: 'Mei',
  cancelledAt: null,
} as PurchaseOrder

/** What a verb does: asks whether it may, then writes the one time. */
function move(po: PurchaseOrder, name: PurchaseOrderMove, now: Date): PurchaseOrder {
  if (!canMovePurchaseOrder(po, name)) return po
  const { to } = PURCHASE_ORDER_MOVES[name]
  return to ? { ...po, [TIMES[to as keyof typeof TIMES]]: now } : po
}

const walks = fc.array(fc.constantFrom(...moves), { maxLength: 40 })

test('a purchase order takes only the steps of its table, and reads as what was done last', () => {
  fc.assert(
    fc.property(walks, walk => {
      let po = draft
      for (const [step, name] of walk.entries()) {
        const before = purchaseOrderState(po)
        po = move(po, name, new Date(step))
        const { from, to } = PURCHASE_ORDER_MOVES[name] as {
          from: readonly PurchaseOrderState[]
          to: PurchaseOrderState | null
        }
        expect(purchaseOrderState(po)).toBe(from.includes(before) && to ? to : before)
      }
    }),
  )
})

test('nothing leaves what was declined, cancelled or delivered, and nobody goes back', () => {
  fc.assert(
    fc.property(walks, walk => {
      let po = draft
      for (const [step, name] of walk.entries()) {
        const before = purchaseOrderState(po)
        po = move(po, name, new Date(step))
        const after = purchaseOrderState(po)
        if (ENDS.includes(before)) expect(after).toBe(before)
        if (LIFE.includes(before) && LIFE.includes(after))
          expect(LIFE.indexOf(after)).toBeGreaterThanOrEqual(LIFE.indexOf(before))
      }
    }),
  )
})

test('the times of a purchase order never go backwards', () => {
  fc.assert(
    fc.property(walks, walk => {
      const po = walk.reduce((so_far, name, step) => move(so_far, name, new Date(step)), draft)
      const times = LIFE.slice(1).flatMap(state => po[TIMES[state as keyof typeof TIMES]] ?? [])
      expect(times).toEqual(times.toSorted((one, two) => one.getTime() - two.getTime()))
      if (po.cancelledAt ?? po.declinedAt) {
        expect(isLive(po)).toBe(false)
        expect(po.shippedAt ?? po.partlyShippedAt).toBeNull()
      }
    }),
  )
})

test('every state can be reached, and everything but an end can be left', () => {
  const reached = new Set<PurchaseOrderState>(['draft'])
  for (const _ of moves)
    for (const { from, to } of Object.values(PURCHASE_ORDER_MOVES))
      if (to && from.some(state => reached.has(state))) reached.add(to)
  expect([...reached].toSorted()).toEqual(['draft', ...Object.keys(TIMES)].toSorted())
  const left = new Set(Object.values(PURCHASE_ORDER_MOVES).flatMap(one => (one.to ? [...one.from] : [])))
  for (const state of reached) expect(left.has(state as never), state).toBe(!ENDS.includes(state))
})

test('who comes too late is told what it is and who made it so', () => {
  const at = new Date(0)
  const says = (times: Partial<PurchaseOrder>, name: PurchaseOrderMove) => {
    try {
      mustMovePurchaseOrder({ ...draft, ...times }, name)
    } catch (error) {
      if (error instanceof Refusal) return error.message
    }
    return 'allowed'
  }
  expect(says({ sentAt: at }, 'acknowledge')).toBe('allowed')
  expect(says({}, 'acknowledge')).toBe('1042-A has not been sent yet.')
  expect(says({ sentAt: at, acknowledgedAt: at }, 'acknowledge')).toBe('1042-A was acknowledged already by Mei.')
  expect(says({ sentAt: at, declinedAt: at }, 'acknowledge')).toBe('1042-A was declined already by Mei.')
  expect(says({ sentAt: at, cancelledAt: at }, 'add_parcel')).toBe('1042-A was cancelled.')
  expect(says({ sentAt: at, acknowledgedAt: at, partlyShippedAt: at }, 'decline')).toBe(
    '1042-A is partly shipped already.',
  )
  expect(says({ sentAt: at, shippedAt: at }, 'promise')).toBe('1042-A is shipped already.')
  expect(says({ sentAt: at, deliveredAt: at }, 'add_parcel')).toBe('1042-A is delivered already.')
  expect(says({ sentAt: at }, 'deliver')).toBe('1042-A has not been acknowledged yet.')
})
