import { expect, test } from 'vitest'
import { overview } from '../../src/order-desk/overview.ts'
import { aShop } from '../stage/a-shop.ts'
import { card } from '../stage/shop.ts'

const shop = aShop()
const counts = async (now = shop.bot.now()) =>
  Object.fromEntries((await overview(shop.database.db, now)).counts.map(one => [one.label, one.value]))

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
    'Needs routing': 1,
    'Not forwarded': 1,
    Late: 0,
    'On hold': 1,
  })
  const inThreeDays = new Date(shop.bot.now().getTime() + 3 * 86_400_000)
  expect(await counts(inThreeDays)).toMatchObject({ Late: 2, 'Due today': 0 })
  const shown = card(await shop.bot.as('Sam', 'orders').types('/order overview'))
  expect(shown.summary).toBe('1 not acknowledged, 1 needs routing.')
  expect(shown.lines?.map(line => line.text.split(' · ')[0])).toEqual(['1042', '1044-A', '1044-B', '1041'])
})

test('with nothing to do it says so', async () => {
  const shown = card(await shop.bot.as('Sam', 'orders').types('/order overview'))
  expect([shown.summary, shown.tone]).toEqual(['Nothing is pressing.', 'good'])
})
