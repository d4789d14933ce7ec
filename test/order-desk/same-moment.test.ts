import { expect, test } from 'vitest'
import { changes, purchaseOrderLines } from '../../src/purchase-orders/tables.ts'
import { aClock } from '../stage/a-stopped-clock.ts'
import { incoming } from '../stage/incoming.ts'

const clock = aClock()
let hour = 1
const tells = (quantity: number) =>
  clock.ask(
    'order.receive',
    incoming('1042', [{ sku: 'LAMP', quantity }], { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)) }),
  )
const answers = () => clock.ask('po.answer', { purchaseOrder: '1042-A', answer: 'accept' })

/** Order 1042 of six lamps, which Lumen has. */
async function acknowledged(): Promise<void> {
  await clock.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 6 }]))
  await clock.ask('order.forward', { order: '1042' })
  await clock.ask('po.acknowledge', { purchaseOrder: '1042-A' })
}
const quantity = async () => (await clock.database.db.select().from(purchaseOrderLines))[0]?.quantity

test('of changes within one moment the last is the one that is asked and accepted', async () => {
  await acknowledged()
  for (const quantity of [5, 4, 3, 2, 1]) await tells(quantity)
  expect(await clock.database.db.$count(changes)).toBe(5)
  expect((await answers()).text).toBe('Accepted: 1042-A is changed.')
  expect(await quantity()).toBe(1)
})

test('a change that a process with a slower clock hears later is still the last', async () => {
  await acknowledged()
  await tells(4)
  clock.wait(-1)
  await tells(2)
  expect((await answers()).text).toBe('Accepted: 1042-A is changed.')
  expect(await quantity()).toBe(2)
})
