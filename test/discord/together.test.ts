import { expect, test } from 'vitest'
import { incoming } from '../stage/incoming.ts'
import { allShow, PAIRS, together } from '../stage/together.ts'

const all = together()

test.each(PAIRS)('staff in %s and a supplier in %s work on one record, and all see it', async (staff, supplier) => {
  const [ours, theirs] = [all.on(staff), all.on(supplier)]
  await all.bind(theirs)
  await all.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]))
  await allShow(all.stands, 'orders', 'Order 1042', /Order 1042/)
  expect((await ours.presses('Sam', 'orders', 'Order 1042', 'Forward')).text).toContain('1042-A went to Lumen')
  await allShow(all.stands, 'orders', 'Order 1042', /1042-A/)
  await allShow([theirs], 'lumen', 'Purchase order 1042-A', /Purchase order/)
  expect((await theirs.presses('Mei', 'lumen', 'Purchase order 1042-A', 'Acknowledge')).text).toContain(
    'is acknowledged',
  )
  await allShow(all.stands, 'orders', 'Order 1042', /Acknowledged/)
  expect((await ours.presses('Sam', 'orders', 'Order 1042', 'Story')).text).toContain('Acknowledged')
})

test.each([
  ['discord', 'slack'],
  ['discord', 'console'],
  ['discord', 'memory'],
])('of two presses in %s and %s one wins', async (one, other) => {
  const both = [all.on(one), all.on(other)]
  for (const stand of both) await all.bind(stand)
  await all.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]))
  await all.ask('order.forward', { order: '1042' })
  await allShow(both, 'lumen', 'Purchase order 1042-A', /Purchase order/)
  const told = await Promise.all(
    both.map(stand => stand.presses('Mei', 'lumen', 'Purchase order 1042-A', 'Acknowledge')),
  )
  expect(
    told.filter(({ text }) => text.includes('is acknowledged.') || /is acknowledged\b(?! already)/.test(text)),
  ).toHaveLength(1)
  expect(told.filter(({ text }) => /already/.test(text))).toHaveLength(1)
  await allShow(both, 'lumen', 'Purchase order 1042-A', /Acknowledged/)
})
