import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { cardIn } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'support')
/** The tone of a card, and which cases it says are open. */
async function toneAndCases(room: string, title: string) {
  await shop.bot.pump.idle()
  const { tone, facts = [] } = cardIn(shop.chat, room, title)
  const open = facts.find(({ label }) => label === 'Open cases')
  return [tone, open && phraseText(open.value)]
}
const order = () => toneAndCases('orders', 'Order 1042')
const purchaseOrder = () => toneAndCases('lumen', 'Purchase order 1042-A')

test('an order with a complaint is not on track, for its supplier once it knows, until the complaint ends', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  expect(await order()).toEqual(['neutral', undefined])
  await shop.ask('order.forward', { order: '1042' })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  expect([await order(), await purchaseOrder()]).toEqual([
    ['good', undefined],
    ['good', undefined],
  ])
  await sam().types('/complaint open 1042 damaged cracked keep:yes')
  expect([await order(), await purchaseOrder()]).toEqual([
    ['warning', 'Complaint C1'],
    ['good', undefined],
  ])
  await sam().types('/complaint send C1 cracked')
  expect(await purchaseOrder()).toEqual(['warning', 'Complaint C1'])
  expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('Open: Complaint C1.')
  await sam().types('/complaint resolve C1 explained')
  expect([await order(), await purchaseOrder()]).toEqual([
    ['good', undefined],
    ['good', undefined],
  ])
})

test('a late purchase order says so on both cards, and so does a change that nobody answered, until it ships', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  shop.bot.wait(7 * 24 * 3_600_000)
  await shop.ask('late.sweep')
  expect([await order(), await purchaseOrder()]).toEqual([
    ['warning', 'Late shipment L1'],
    ['warning', 'Late shipment L1'],
  ])
  await shop.ask('order.cancel', { order: '1042' })
  expect((await order())[1]).toBe('Open change Q2')
  await shop.ask('po.answer', { purchaseOrder: '1042-A', answer: 'refuse' })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  expect((await purchaseOrder())[1]).toBeUndefined()
})
