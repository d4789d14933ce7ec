import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { checkpoints } from '../../src/checkpoints/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import type { TaggedScan } from '../../src/kernel/shapes/feed.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { card, cardIn } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { factsOf, phraseText } from '../stage/text-of.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const sam = () => shop.bot.as('Sam', 'orders')
const NOW = Math.floor(Date.now() / 1_000) * 1_000
const hours = (ago: number) => new Date(NOW - ago * 3_600_000).toISOString()
const scan = (at: string, tag: TaggedScan['tag'], over: Partial<TaggedScan> = {}): TaggedScan => ({
  ...{ number: UPS, tag, status: tag ?? 'GLITCH', words: 'On the way', at, ...over },
})
const hear = (...scans: readonly TaggedScan[]) => shop.ask('tracking.heard', { feed: 'test', scans })
const parcels = () => shop.database.db.select().from(shipments).orderBy(shipments.number, shipments.purchaseOrderId)
const named = async (name: string) =>
  (await shop.database.db.select().from(events).where(eq(events.name, name))).map(({ data }) => data)
const shipped = async (number = '1042', tracking = UPS) => {
  await shop.forwarded(number, [{ sku: 'LAMP' }])
  await sam().types(`/tracking add ${number}-A ${tracking}`)
}

test('a first scan and a delivery are recorded at the carrier’s own times, and both sides read where the parcel is', async () => {
  await shipped()
  await hear(scan(hours(30), 'InfoReceived', { words: 'Label created' }))
  expect(await parcels()).toMatchObject([{ scannedAt: null, tag: 'InfoReceived', says: 'Label created' }])
  await hear(scan(hours(5), 'InTransit', { words: 'Picked up', detail: 'accepted' }))
  expect(await parcels()).toMatchObject([{ scannedAt: new Date(hours(5)), tag: 'InTransit', deliveredAt: null }])
  await shop.bot.pump.idle()
  const theirs = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  expect(factsOf(theirs())).toContain(`Parcels: UPS ${UPS} (in transit)`)
  await hear(scan(hours(1), 'Delivered', { words: 'Delivered, Front Desk. Signed by J SMITH' }))
  await shop.bot.pump.idle()
  expect(await shop.database.db.select().from(purchaseOrders)).toMatchObject([{ deliveredAt: new Date(hours(1)) }])
  expect(factsOf(theirs())).toContain(`Parcels: UPS ${UPS} (delivered)`)
  const listed = phraseText(card(await sam().types('/tracking list 1042-A')).lines?.[0]?.detail)
  expect(listed).toContain('Carrier says: Delivered, Front Desk')
  const story = phraseText(card(await sam().types('/order show 1042')).body)
  expect(story).toContain(`Test followed UPS ${UPS} of 1042-A: in transit. Carrier says: Picked up`)
  expect(story).not.toContain('SMITH')
  expect(stringsIn(await shop.database.db.select().from(checkpoints))).not.toContain('SMITH')
})

test('told again, late and out of order it stays the same, with one scan and one delivery on record', async () => {
  await shipped()
  const [label, first, on, came] = [
    scan(hours(30), 'InfoReceived'),
    scan(hours(20), 'InTransit', { words: 'Picked up' }),
    scan(hours(10), 'OutForDelivery'),
    scan(hours(9), 'Delivered'),
  ]
  await hear(came)
  await hear(on, on)
  await hear(first, label)
  expect((await hear(came, first, label, on)).outcome).toBe('known')
  expect(await parcels()).toMatchObject([
    { scannedAt: new Date(first.at), deliveredAt: new Date(came.at), tag: 'Delivered' },
  ])
  expect(await shop.database.db.$count(checkpoints)).toBe(4)
  expect([await named('shipment.scanned'), await named('shipment.delivered')].map(all => all.length)).toEqual([1, 1])
})

test('a delivery that its carrier tells before the way back to the sender is taken back, except what people recorded', async () => {
  await shipped()
  const back = scan(hours(2), 'Exception', { detail: 'returning' })
  await hear(scan(hours(1), 'Delivered'))
  await hear(back)
  expect(await parcels()).toMatchObject([{ deliveredAt: null, tag: 'Exception', detail: 'returning' }])
  expect(await shop.database.db.select().from(purchaseOrders)).toMatchObject([{ deliveredAt: null }])
  expect(await named('shipment.delivery_taken_back')).toHaveLength(1)
  await sam().types('/tracking delivered 1042-A')
  await hear(scan(hours(0.5), 'Delivered'))
  expect(await parcels()).toMatchObject([{ tag: 'Exception', deliveredAt: expect.any(Date) }])
})

test('a number of several purchase orders is followed for all of them', async () => {
  await shipped()
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await sam().types(`/tracking add 1043-A ${UPS}`)
  await shop.ask('tracking.heard', { feed: 'test', scans: [scan(hours(2), 'InTransit'), scan(hours(1), 'Delivered')] })
  const all = await parcels()
  expect(all.map(one => [one.number, one.tag, one.deliveredAt])).toEqual([
    [UPS, 'Delivered', new Date(hours(1))],
    [UPS, 'Delivered', new Date(hours(1))],
  ])
  expect(await named('purchase_order.delivered')).toHaveLength(2)
})

test('one of two parcels that came is no delivery of all, and the second does not erase the first', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await sam().types(`/tracking add 1042-A ${UPS} lines:"LAMP x1"`)
  await sam().types(`/tracking add 1042-A ${CHINA}`)
  await hear(scan(hours(1), 'Delivered'))
  await hear(scan(hours(2), 'InTransit', { number: 'rb 1234 5678 5cn' }))
  expect(await parcels()).toMatchObject([
    { number: UPS, tag: 'Delivered' },
    { number: CHINA, tag: 'InTransit', deliveredAt: null },
  ])
  expect(await shop.database.db.select().from(purchaseOrders)).toMatchObject([{ deliveredAt: null }])
})

test('what was said before the number was typed, or corrected to it, counts from then on', async () => {
  await hear(scan(hours(2), 'InTransit', { words: 'Picked up' }))
  await shipped()
  expect(await parcels()).toMatchObject([{ scannedAt: new Date(hours(2)), tag: 'InTransit' }])
  await hear(scan(hours(1), 'OutForDelivery', { number: CHINA }))
  await sam().types(`/tracking correct 1042-A ${UPS} ${CHINA}`)
  expect(await parcels()).toMatchObject([{ number: CHINA, scannedAt: new Date(hours(1)), tag: 'OutForDelivery' }])
})

describe('nothing is believed that can’t be of this parcel', () => {
  test('events older than the order are of a parcel that had the number before', async () => {
    await hear(scan('2026-01-03T09:00:00Z', 'InTransit'), scan('2026-01-09T09:00:00Z', 'Delivered'))
    await shipped()
    expect(await parcels()).toMatchObject([{ scannedAt: null, deliveredAt: null, tag: null, says: null }])
  })

  test('what is yet to come, or has no time, is refused, and keeps nothing else out', async () => {
    await shipped()
    const answer = await hear(scan(hours(-24 * 60), 'Delivered'), scan('tomorrow', 'Delivered'))
    expect(answer).toMatchObject({ outcome: 'refused', text: '0 scans read, 2 refused.' })
    await hear(scan(hours(-24 * 60), 'Delivered'), scan(hours(1), 'InTransit'))
    expect(await parcels()).toMatchObject([{ tag: 'InTransit', deliveredAt: null }])
  })

  test('an unknown status is shown in the carrier’s words', async () => {
    await shipped()
    await hear(scan(hours(1), null, { status: 'GLORIFIED', words: 'Parcel glorified' }))
    expect(await parcels()).toMatchObject([{ tag: null, says: 'Parcel glorified', scannedAt: null }])
    const listed = phraseText(card(await sam().types('/tracking list 1042-A')).lines?.[0]?.detail)
    expect(listed).toContain('Carrier says: Parcel glorified')
  })

  test('a customer’s name never reaches a card, the journal or the story', async () => {
    await shop.receive('1042', [{ sku: 'LAMP' }])
    await shop.ask('order.forward', { order: '1042' })
    await sam().types(`/tracking add 1042-A ${UPS}`)
    await hear(scan(hours(1), 'Delivered', { words: 'Left with ZOË LINDQVIST at the door' }))
    const kept = stringsIn([await parcels(), await shop.database.db.select().from(events), shop.chat.messages])
    expect(kept.toLowerCase()).not.toContain('lindqvist at')
  })
})

test('a burst of 1,000 webhooks is taken together, and each is answered', async () => {
  await shipped()
  const before = await shop.database.db.$count(events)
  const all = Array.from({ length: 1_000 }, (_, at) => ({
    feed: 'test',
    scans: [scan(hours(20 - at / 100), 'InTransit', { number: at % 10 === 0 ? UPS : `XX${100_000_000 + at}` })],
  }))
  const answers = await Promise.all(
    all.map((told, at) => shop.bot.ask('tracking.heard', told, system, { source: 'test', key: `e${at}` })),
  )
  expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['followed']))
  expect(await shop.database.db.$count(checkpoints)).toBe(1_000)
  expect((await shop.database.db.$count(events)) - before).toBeLessThan(40)
})
