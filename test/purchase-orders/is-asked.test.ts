import { expect, test } from 'vitest'
import type { OrderLine } from '../../src/orders/tables.ts'
import { isAsked } from '../../src/purchase-orders/is-asked.ts'
import type { Change, PurchaseOrder } from '../../src/purchase-orders/tables.ts'

const at = new Date(0)
const live = { sentAt: at, method: null, cancelledAt: null, declinedAt: null } as PurchaseOrder
const change = (id: string, over: Partial<Change> = {}) =>
  ({ id, kind: 'quantity', acceptedAt: null, refusedAt: null, ...over }) as Change
const lamp = { id: 'lamp', sku: 'LAMP', title: 'Lamp', options: 'Anna', quantity: 3 } as OrderLine
const sent = { line: lamp, now: lamp, asked: 3, shipped: 0, wanted: 3 }
const lines = [{ ...sent, now: { ...lamp, quantity: 1 }, wanted: 1 }]
const methodNow = null

test('a question waits until somebody answers it', () => {
  const asked = (one: Change) => isAsked(one, { po: live, methodNow, changes: [one], lines })
  expect(asked(change('a'))).toBe(true)
  expect(asked(change('a', { acceptedAt: at }))).toBe(false)
  expect(asked(change('a', { refusedAt: at }))).toBe(false)
})

test('a newer question of its kind takes its place, one of another kind does not', () => {
  const [first, second] = [change('a'), change('b')]
  expect(isAsked(first, { po: live, methodNow, changes: [first, second], lines })).toBe(false)
  expect(isAsked(second, { po: live, methodNow, changes: [first, second], lines })).toBe(true)
  const other = change('b', { kind: 'address' })
  expect(isAsked(first, { po: live, methodNow, changes: [first, other], lines })).toBe(true)
})

test('it ends when the supplier no longer has it, or when no fewer are wanted any more', () => {
  const one = change('a')
  expect(isAsked(one, { po: { ...live, cancelledAt: at }, methodNow, changes: [one], lines })).toBe(false)
  expect(isAsked(one, { po: { ...live, declinedAt: at }, methodNow, changes: [one], lines })).toBe(false)
  expect(isAsked(one, { po: live, methodNow, changes: [one], lines: [sent] })).toBe(false)
})

test('another engraving, SKU, title or method is asked about until the order is again as it was sent', () => {
  const one = change('a', { kind: 'details' })
  const asked = (now: Partial<OrderLine>, over: { shipped?: number; methodNow?: string } = {}) =>
    isAsked(one, {
      po: live,
      methodNow,
      changes: [one],
      lines: [{ ...sent, now: { ...lamp, ...now }, ...over }],
      ...over,
    })
  expect(asked({ options: 'Hanna' })).toBe(true)
  expect(asked({ sku: 'LAMP-2' })).toBe(true)
  expect(asked({ title: 'Lantern' })).toBe(true)
  expect(asked({}, { methodNow: 'Express' })).toBe(true)
  expect(asked({})).toBe(false)
  expect(asked({ options: 'Hanna' }, { shipped: 3 })).toBe(false)
  expect(asked({ options: 'Hanna', quantity: 0 })).toBe(false)
})
