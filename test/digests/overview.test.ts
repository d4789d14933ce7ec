import { expect, test } from 'vitest'
import { overview } from '../../src/digests/overview.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const shown = async () => card(await sam().types('/order overview'))
const counts = async (now = shop.bot.now()) =>
  Object.fromEntries((await overview(shop.database.db, now)).counts.map(one => [one.label, one.value]))
/** What a list says that it has: `3` of `3 open orders`, and of `1 to 3 of 3 cases`. */
const listed = async (command: string) => Number(/(\d+) [^\d]*$/.exec(said(await sam().types(command)))?.[1] ?? 0)

test('what needs doing is counted once, where it stands', async () => {
  await shop.receive('1041', [{ sku: 'LAMP' }])
  await shop.receive('1042', [{ sku: 'CANDLE' }])
  await shop.receive('1043', [{ sku: 'LAMP' }])
  await shop.ask('order.hold', { order: '1043' })
  await shop.forwarded('1044', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await shop.ask('po.acknowledge', { purchaseOrder: '1044-A' })
  await shop.forwarded('1045', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1045-A', number: '1Z999AA10123456784' })
  await shop.forwarded('1046', [{ sku: 'LAMP' }])
  await shop.ask('order.cancel', { order: '1046' })
  expect(await counts()).toMatchObject({
    'Not acknowledged': 1,
    'To acknowledge soon': 0,
    'Needs routing': 1,
    'Not forwarded': 1,
    Late: 0,
    'On hold': 1,
  })
  const { summary, lines } = await shown()
  expect(summary).toBe('1 needs routing.')
  expect(lines?.map(line => line.text.split(' · ')[0])).toEqual(['1042', '1044-A', '1044-B', '1041'])
})

test('not acknowledged presses once its time is near, and is late when it has passed', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  expect((await shown()).summary).toBe('Nothing is pressing.')
  shop.bot.wait(21 * 3_600_000)
  expect((await shown()).summary).toBe('1 to acknowledge soon.')
  shop.bot.wait(4 * 3_600_000)
  await shop.ask('late.sweep')
  expect(await counts()).toMatchObject({ Late: 1, 'Not acknowledged': 1 })
  expect((await shown()).lines?.[0]?.text).toBe('1041-A · Late: not acknowledged')
})

test('a complaint that nobody looks after presses until somebody takes it', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1041-A', number: '1Z999AA10123456784' })
  await sam().types('/complaint open 1041 damaged cracked')
  const before = await shown()
  expect([before.summary, before.tone]).toEqual(['1 case without an owner.', 'warning'])
  expect(before.lines?.[0]?.text).toBe('C1 · 1041-A · Complaint without an owner')
  await sam().types('/case take C1')
  expect((await shown()).summary).toBe('Nothing is pressing.')
})

test('however many there are, all are counted, and the lists count the same', async () => {
  for (let number = 1_000; number < 1_023; number += 1) await shop.receive(String(number), [{ sku: 'LAMP' }])
  for (let number = 1_000; number < 1_012; number += 1) await shop.ask('order.forward', { order: String(number) })
  shop.bot.wait(25 * 3_600_000)
  await shop.ask('late.sweep')
  expect(await counts()).toMatchObject({ 'Not forwarded': 11, Late: 12, 'Cases without an owner': 12 })
  expect((await shown()).lines).toHaveLength(20)
  expect(await listed('/order list new')).toBe(11)
  expect(await listed('/case list unowned')).toBe(12)
  expect(said(await sam().types('/late list'))).toContain('12 late')
  const digest = card(await sam().types('/late digest'))
  expect(digest.facts).toContainEqual({ label: 'Cases without an owner', value: '12' })
})

test('with nothing to do it says so', async () => {
  const { summary, tone } = await shown()
  expect([summary, tone]).toEqual(['Nothing is pressing.', 'good'])
})
