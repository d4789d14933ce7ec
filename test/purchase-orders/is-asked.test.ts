import { expect, test } from 'vitest'
import { isAsked } from '../../src/purchase-orders/is-asked.ts'
import type { Change, PurchaseOrder } from '../../src/purchase-orders/tables.ts'

const at = new Date(0)
const live = { sentAt: at, cancelledAt: null, declinedAt: null } as PurchaseOrder
const change = (id: string, over: Partial<Change> = {}) =>
  ({ id, kind: 'quantity', acceptedAt: null, refusedAt: null, ...over }) as Change
const lines = [{ line: { id: 'lamp', quantity: 1 }, asked: 3 }]

test('a question waits until somebody answers it', () => {
  const asked = (one: Change) => isAsked(one, { po: live, changes: [one], lines })
  expect(asked(change('a'))).toBe(true)
  expect(asked(change('a', { acceptedAt: at }))).toBe(false)
  expect(asked(change('a', { refusedAt: at }))).toBe(false)
})

test('a newer question of its kind takes its place, one of another kind does not', () => {
  const [first, second] = [change('a'), change('b')]
  expect(isAsked(first, { po: live, changes: [first, second], lines })).toBe(false)
  expect(isAsked(second, { po: live, changes: [first, second], lines })).toBe(true)
  const other = change('b', { kind: 'address' })
  expect(isAsked(first, { po: live, changes: [first, other], lines })).toBe(true)
})

test('it ends when the supplier no longer has it, or when no fewer are wanted any more', () => {
  const one = change('a')
  expect(isAsked(one, { po: { ...live, cancelledAt: at }, changes: [one], lines })).toBe(false)
  expect(isAsked(one, { po: { ...live, declinedAt: at }, changes: [one], lines })).toBe(false)
  expect(isAsked(one, { po: live, changes: [one], lines: [{ line: { id: 'lamp', quantity: 3 }, asked: 3 }] })).toBe(
    false,
  )
})
