import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { Later, Unsure } from '../../src/kernel/shapes/chat.ts'
import type { CarrierDetail, CarrierTag } from '../../src/kernel/shapes/feed.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { storeLinks } from '../../src/stores/tables.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn, said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { textIn, textOf } from '../stage/text-of.ts'

const stage = aConnectedStore()
const { connect } = stage
beforeEach(async () => {
  await stage.bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BOWL' }]), system)
  await stage.bot.ask('order.forward', { order: '1042' }, system)
})

const track = (purchaseOrder: string, number: string, lines?: string) =>
  stage.bot.ask(
    'tracking.add',
    { purchaseOrder, number, carrier: 'other: Bike', ...(lines && { lines }), sure: 'yes' },
    system,
  )
const holds = () => [...stage.store.held.values()].map(({ number, pieces }) => `${number}: ${pieces}`)
const told = async () => {
  await stage.tasks.idle()
  return holds()
}
const story = async () => textOf(await stage.bot.as('Sam', 'orders').types('/order show 1042'))

test('the store has each parcel with its number and exactly its pieces, and the story says when it was told', async () => {
  await connect()
  await track('1042-A', 'BIKE1', 'LAMP x1')
  await track('1042-A', 'BIKE2')
  await track('1042-B', 'BIKE3')
  expect(await told()).toEqual(['BIKE1: 1 line-1', 'BIKE2: 1 line-1', 'BIKE3: 1 line-2'])
  expect(await story()).toMatch(/wrote BIKE1(, BIKE\d)* to Lamps/)
})

test('a number that is put right is put right at the store, and a parcel that is taken off is taken off there', async () => {
  await connect()
  await track('1042-A', 'BIKE1')
  await track('1042-B', 'BIKE2')
  await told()
  await stage.bot.ask(
    'tracking.correct',
    { purchaseOrder: '1042-A', shipment: 'BIKE1', number: 'BIKE9', sure: 'yes' },
    system,
  )
  await stage.bot.ask('tracking.remove', { purchaseOrder: '1042-B', shipment: 'BIKE2' }, system)
  expect(await told()).toEqual(['BIKE9: 2 line-1'])
})

test('a call that is cut off after the store did it makes no second fulfilment', async () => {
  await connect()
  stage.store.faults.push('cut off')
  await track('1042-A', 'BIKE1')
  await told()
  stage.bot.wait(60_000)
  expect(await told()).toEqual(['BIKE1: 2 line-1'])
  expect(await story()).toContain('wrote BIKE1 to Lamps')
})

test('after an hour of refusals staff read why, and Try again settles the card', async () => {
  await connect()
  stage.store.faults.push(...Array.from({ length: 12 }, () => 'Shopify has put this order on hold.'))
  await track('1042-A', 'BIKE1')
  for (let minutes = 0; minutes < 100; minutes += 10) {
    await stage.tasks.idle()
    stage.bot.wait(600_000)
  }
  await stage.tasks.idle()
  await stage.bot.pump.idle()
  const card = cardIn(stage.chat, 'alerts', 'Order 1042: tracking isn’t in Lamps')
  expect(card.summary).toContain('Shopify has put this order on hold.')
  stage.store.faults.length = 0
  expect(said(await stage.bot.as('Sam', 'alerts').presses(card, 'Try again'))).toContain(
    'I am telling Lamps about 1042 now',
  )
  expect(await told()).toEqual(['BIKE1: 2 line-1'])
  await stage.bot.pump.idle()
  expect(cardIn(stage.chat, 'alerts', 'Order 1042: tracking is in Lamps').summary).toContain('BIKE1')
})

test.each([new Later(60_000, 'Shopify can’t be reached.'), new Unsure('Shopify has trouble of its own (502).')])(
  'a store that is away for an hour is a card with the reason: $message',
  async away => {
    await connect()
    await stage.idle()
    stage.store.refuses.set('parcels', away)
    await track('1042-A', 'BIKE1')
    for (let minutes = 0; minutes < 100; minutes += 10) {
      expect(textIn(stage.chat, 'alerts')).not.toContain(minutes < 60 ? away.message : 'don’t know why')
      await stage.idle()
      stage.bot.wait(600_000)
    }
    await stage.idle()
    expect(cardIn(stage.chat, 'alerts', 'Order 1042: tracking isn’t in Lamps').summary).toContain(away.message)
    stage.store.refuses.clear()
    stage.bot.wait(3_600_000)
    expect(await told()).toEqual(['BIKE1: 2 line-1'])
    await stage.bot.pump.idle()
    expect(cardIn(stage.chat, 'alerts', 'Order 1042: tracking is in Lamps').summary).toContain('BIKE1')
  },
)

test('a store that nobody connected is left alone', async () => {
  await track('1042-A', 'BIKE1')
  expect([await told(), stage.store.asked]).toEqual([[], 0])
})

test('a replacement is not told: the store knows those pieces as shipped', async () => {
  await connect()
  const [po] = await stage.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, '1042-A'))
  if (!po) throw new Error('no 1042-A')
  await track('1042-A', 'BIKE1')
  await told()
  await stage.database.db.update(purchaseOrders).set({ replaces: po.id }).where(eq(purchaseOrders.number, '1042-B'))
  await track('1042-B', 'BIKE2')
  expect(await told()).toEqual(['BIKE1: 2 line-1'])
  expect(await stage.database.db.$count(shipments)).toBe(2)
})

test('its secret is sealed, never in an answer, a card or the journal, and gone once it is disconnected', async () => {
  const answer = await connect()
  expect(stringsIn(answer)).not.toContain('shpat_1')
  const [link] = await stage.database.db.select().from(storeLinks)
  expect(stringsIn(link)).not.toContain('shpat_1')
  expect((await stage.bot.as('Sam', 'orders').types('/store disconnect Lamps')).kind).toBe('said')
  await stage.idle()
  expect(await stage.database.db.$count(storeLinks)).toBe(0)
})

test('what is wrong at a store is a card in alerts, once, and the card says when all is well again', async () => {
  stage.store.troubles.push('Waybill may not read orders: give the app the scope read_orders.')
  await connect()
  await stage.tasks.idle()
  await stage.bot.pump.idle()
  const card = cardIn(stage.chat, 'alerts', 'Lamps: the connection needs you')
  expect(card.summary).toContain('read_orders')
  stage.store.troubles.length = 0
  await stage.bot.as('Sam', 'alerts').presses(card, 'Check again')
  await stage.tasks.idle()
  await stage.bot.pump.idle()
  expect(cardIn(stage.chat, 'alerts', 'Lamps is connected').summary).toBe('All is well again.')
})

test('the store knows that a parcel came, also where it came before the store knew of the parcel', async () => {
  await connect()
  // As many as it takes: the scan may ask for another try before the first one is done, or after.
  stage.store.faults.push(...Array.from({ length: 5 }, () => 'Shopify has put this order on hold.'))
  await track('1042-A', 'BIKE1')
  await stage.bot.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: 'BIKE1' }, system)
  await told()
  const before = stage.store.said.size
  stage.store.faults.length = 0
  stage.bot.wait(600_000)
  await told()
  await stage.bot.ask('tracking.delivered', { purchaseOrder: '1042-A', shipment: 'BIKE1' }, system)
  await told()
  const said = [...stage.store.said].map(one => one.replace(/ \S+Z$/, ''))
  expect([before, said]).toEqual([0, ['BIKE1: picked_up', 'BIKE1: delivered']])
})

test('the store knows how a parcel goes, each thing once, and nothing of that once it came', async () => {
  await connect()
  await track('1042-A', 'BIKE1')
  await told()
  const at = (hours: number) => new Date(stage.bot.now().getTime() - hours * 3_600_000).toISOString()
  const says = async (hours: number, tag: CarrierTag, detail: CarrierDetail | null = null) => {
    const scan = { number: 'BIKE1', tag, detail, words: `${tag} in Boston`, at: at(hours) }
    for (let times = 0; times < 2; times++)
      await stage.bot.ask('tracking.heard', { feed: 'test', scans: [scan] }, system)
    await told()
  }
  await says(90, 'InTransit', 'accepted')
  await says(60, 'InTransit')
  await says(50, 'Exception', 'customs')
  await says(9, 'OutForDelivery')
  await says(5, 'AttemptFail')
  await says(1, 'Delivered')
  const said = [...stage.store.said].map(one => one.replace(/ \S+Z$/, ''))
  const way = ['picked_up', 'delayed', 'out_for_delivery', 'attempted', 'delivered']
  expect(said).toEqual(way.map(status => `BIKE1: ${status}`))
})

test('parcels from shortly before a store was connected are written there, and older ones mail nobody', async () => {
  const one = async (number: string) => {
    await stage.bot.ask('order.receive', incoming(number, [{ sku: 'BULB' }]), system)
    await stage.bot.ask('order.forward', { order: number }, system)
    await track(`${number}-A`, `BIKE${number}`)
  }
  await one('1043')
  stage.bot.wait(8 * 24 * 3_600_000)
  for (const number of ['1044', '1045', '1046']) await one(number)
  await stage.bot.ask('order.cancel', { order: '1042' }, system)
  // The store has shipped it by hand since, and no webhook said so.
  const at = stage.bot.now()
  stage.store.orders.push(incoming('1045', [{ sku: 'BULB', fulfilled: 1 }], { updatedAt: at }))
  for (const _ of [1, 2]) {
    await connect()
    await stage.idle()
  }
  expect((await told()).toSorted()).toEqual(['BIKE1044: 1 line-1', 'BIKE1046: 1 line-1'])
  const alerts = textIn(stage.chat, 'alerts')
  expect(alerts).toContain(
    'I am writing 2 parcels of 2 orders to Lamps, recorded in the 7 days before it was connected.',
  )
  expect(alerts.split('earlier parcels').length).toBe(2)
})
