import { expect, test } from 'vitest'
import { why } from '../../src/orders/hold-order.ts'
import { choices, HOLD_REASONS, holdReasons, reasonFrom } from '../../src/orders/order.ts'
import type { Order, OrderLine, ShipToRow } from '../../src/orders/tables.ts'
import { whatChanged } from '../../src/orders/what-changed.ts'
import { whyNot } from '../../src/orders/why-not.ts'
import { DECLINE_REASONS, declineReasons } from '../../src/purchase-orders/decline-reason.ts'
import { incoming } from '../stage/incoming.ts'

const order = incoming('1042', [{ sku: 'LAMP' }])
const [lamp] = order.lines
const gift = { ...lamp, requiresShipping: false } as NonNullable<typeof lamp>
const to = order.shipTo

test.each([
  [null, order],
  ['It is a test order of the store. Nothing was charged, so nothing is shipped.', { ...order, test: true, lines: [] }],
  ['It has no lines that are still wanted.', { ...order, lines: [] }],
  ['It has no shipping address. Add one in the store, and it comes in by itself.', { ...order, shipTo: null }],
  [
    'Its shipping address names no country. Fix it in the store, and it comes in by itself.',
    { ...order, shipTo: to && { ...to, country: null } },
  ],
  [
    'Its shipping address is empty. Fix it in the store, and it comes in by itself.',
    { ...order, shipTo: to && { ...to, street: null, city: null } },
  ],
  [null, { ...order, shipTo: to && { ...to, street: null } }],
  [null, { ...order, lines: [gift, ...order.lines] }],
])('an order is taken, or the sentence says what to mend: %s', (why, one) => {
  expect(whyNot(one)).toBe(why)
})

const before = {
  order: {
    method: order.method,
    financialStatus: 'paid',
    cashOnDelivery: false,
    risk: null,
    totalMinor: order.totalMinor,
    currency: 'EUR',
    customerNote: null,
  } as Order,
  lines: order.lines as unknown as OrderLine[],
  shipTo: to as unknown as ShipToRow,
}

test('what the store changed is named, without telling to what', () => {
  expect(whatChanged(before, order)).toEqual([])
  expect(whatChanged(before, { ...order, shipTo: to && { ...to, street: 'Elsewhere 1' } })).toEqual(['ship-to'])
  expect(whatChanged(before, { ...order, method: 'Express' })).toEqual(['method'])
  expect(whatChanged(before, { ...order, financialStatus: 'refunded', totalMinor: 0 })).toEqual(['payment', 'total'])
  expect(whatChanged(before, { ...order, note: 'Ring twice' })).toEqual(['note'])
  expect(whatChanged(before, { ...order, lines: [] })).toEqual(['lines'])
  expect(whatChanged(before, { ...order, lines: order.lines.map(line => ({ ...line, quantity: 2 })) })).toEqual([
    'lines',
  ])
})

test('lines in another order, and lines that need no shipping, are no change', () => {
  const two = incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }])
  const known = { ...before, lines: two.lines as unknown as OrderLine[] }
  expect(whatChanged(known, { ...two, lines: two.lines.toReversed() })).toEqual([])
  expect(whatChanged(known, { ...two, lines: [...two.lines, { ...gift, externalId: 'card' }] })).toEqual([])
})

test('an address the store has forgotten is no change: what was ordered still goes where it went', () => {
  expect(whatChanged(before, { ...order, shipTo: null })).toEqual([])
})

const decline = reasonFrom(declineReasons, DECLINE_REASONS)
const hold = reasonFrom(holdReasons, HOLD_REASONS)
const says = (schema: typeof decline | typeof hold, typed: string) => {
  const { data, error } = schema.safeParse(typed)
  return data ?? error?.issues[0]?.message
}

test('a reason is found by its handle, by its words and by part of them', () => {
  expect(says(decline, 'inventory_out_of_stock')).toBe('inventory_out_of_stock')
  expect(says(decline, ' Out of stock ')).toBe('inventory_out_of_stock')
  expect(says(decline, 'invalid-sku')).toBe('invalid_sku')
  expect(says(hold, 'FRAUD')).toBe('high_risk_of_fraud')
  for (const { value, label } of choices(DECLINE_REASONS)) expect(says(decline, label)).toBe(value)
})

test('a reason nobody knows is refused with the nearest, or with all of them', () => {
  expect(says(decline, 'Invalid SKI')).toBe('“Invalid SKI” isn’t one of the reasons. Did you mean “Invalid SKU”?')
  expect(says(hold, 'because')).toMatch(
    /^“because” isn’t one of the reasons. Choose one of: Awaiting payment, .*Other$/,
  )
})

test('why an order is held reads as a sentence part, and “other” gives way to the note', () => {
  expect(why({ holdReason: 'incorrect_address', holdNote: 'no number' })).toBe('incorrect address — no number')
  expect(why({ holdReason: 'incorrect_address', holdNote: null })).toBe('incorrect address')
  expect(why({ holdReason: 'other', holdNote: 'waits for a gift card' })).toBe('waits for a gift card')
  expect(why({ holdReason: null, holdNote: null })).toBe('other')
})
