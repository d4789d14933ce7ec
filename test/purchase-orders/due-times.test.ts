import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { dueAt } from '../../src/suppliers/calendar.ts'
import { termsOf } from '../../src/suppliers/in-force.ts'
import { agreements } from '../../src/suppliers/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const HOUR = 3_600_000
const UPS = '1Z999AA10123456784'
const shop = aShop()

const agree = async (edits: Record<string, string>, supplier = 'Lumen') => {
  await shop.ask('supplier.terms', { supplier, ...edits })
  const rows = await shop.database.db.select().from(agreements)
  const newest = rows.toSorted((a, b) => b.proposedAt.getTime() - a.proposedAt.getTime())[0]
  await shop.ask('supplier.answer', { agreement: newest?.id, answer: 'accept' })
  return newest?.id
}
const sent = async (number: string) => {
  const [po] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  if (!po?.sentAt || !po.acknowledgeBy || !po.shipBy) throw new Error(`${number} was not sent`)
  const { sentAt } = po
  const hours = (due: Date) => (due.getTime() - sentAt.getTime()) / HOUR
  return { ...po, sentAt, acknowledge: hours(po.acknowledgeBy), ship: hours(po.shipBy) }
}

test('without an agreement a purchase order is due by the clock', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await sent('1042-A')).toMatchObject({ agreementId: null, acknowledge: 24, ship: 48 })
})

test('a purchase order is due by the rule that fits its SKUs, method or destination', async () => {
  await agree({ ship: 'SKU BULB: 5 hours\nmethod express destination SE: 7 hours\notherwise: 9 hours' })
  await shop.forwarded('1', [{ sku: 'LAMP' }, { sku: 'bulb' }])
  await shop.forwarded('2', [{ sku: 'LAMP' }], { method: 'DHL Express' })
  await shop.forwarded('3', [{ sku: 'LAMP' }])
  expect([await sent('1-A'), await sent('2-A'), await sent('3-A')].map(po => po.ship)).toEqual([5, 7, 9])
})

test('it is due in the working time of the supplier', async () => {
  await agree({
    hours: 'Mon-Fri 09:00-18:00, orders until 12:00',
    acknowledge: '4 working hours',
    ship: '2 working days',
  })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const po = await sent('1042-A')
  const { calendar } = await termsOf(shop.database.db, po)
  expect(calendar.zone).toBe('Asia/Shanghai')
  expect(po.acknowledgeBy).toEqual(dueAt({ amount: 4, unit: 'working hours' }, calendar, po.sentAt))
  expect(po.shipBy).toEqual(dueAt({ amount: 2, unit: 'working days' }, calendar, po.sentAt))
})

test('a purchase order keeps the terms it was sent under, whatever is agreed afterwards', async () => {
  const first = await agree({ ship: '10 hours', scan: '6 hours' })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const before = await sent('1042-A')
  const second = await agree({ ship: '20 hours', scan: '12 hours' })
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  expect(await sent('1042-A')).toEqual(before)
  expect(before).toMatchObject({ agreementId: first, ship: 10 })
  expect(await sent('1043-A')).toMatchObject({ agreementId: second, ship: 20 })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  const [parcel] = await shop.database.db.select().from(shipments)
  expect(parcel?.scanBy?.getTime()).toBe((parcel?.recordedAt.getTime() ?? 0) + 6 * HOUR)
})

test('terms that wait for an answer are not in force', async () => {
  await shop.ask('supplier.terms', { supplier: 'Lumen', ship: '10 hours' })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await sent('1042-A')).toMatchObject({ agreementId: null, ship: 48 })
})

test('the supplier’s card says by when to acknowledge and to ship, in its own time, until it is done', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const facts = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').facts ?? []
  const due = (label: string) => facts().find(fact => fact.label === label)?.value
  const po = await sent('1042-A')
  expect(due('Acknowledge by')).toEqual({ at: po.acknowledgeBy?.toISOString(), zone: 'Asia/Shanghai' })
  expect(due('Ship by')).toEqual({ at: po.shipBy?.toISOString(), zone: 'Asia/Shanghai' })
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  await shop.bot.pump.idle()
  expect(due('Acknowledge by')).toBeUndefined()
  expect(due('Ship by')).toBeDefined()
})

test('the first scan of a parcel is recorded once, and a corrected number has not been scanned', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  const parcel = async () => (await shop.database.db.select().from(shipments))[0]
  const sam = shop.bot.as('Sam', 'orders')
  const scanned = `/tracking scanned 1042-A ${UPS}`
  expect(said(await sam.types(scanned))).toBe(`UPS has ${UPS} of 1042-A.`)
  const first = (await parcel())?.scannedAt
  expect(first).toBeInstanceOf(Date)
  shop.bot.wait(HOUR)
  expect(said(await sam.types(scanned))).toBe(`${UPS} has had its first scan already.`)
  expect((await parcel())?.scannedAt).toEqual(first)
  expect(phraseText(card(await sam.types('/order show 1042')).body)).toContain(`recorded the first scan of UPS ${UPS}`)
  const before = (await parcel())?.scanBy ?? new Date(0)
  await shop.ask('tracking.correct', {
    purchaseOrder: '1042-A',
    shipment: UPS,
    number: 'RB123456785CN',
    carrier: 'China Post',
  })
  expect((await parcel())?.scannedAt).toBeNull()
  expect((await parcel())?.scanBy?.getTime()).toBeGreaterThanOrEqual(before.getTime() + HOUR)
})

test('a scan is told by staff or the carrier, of a parcel that there is', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const sam = shop.bot.as('Sam', 'orders')
  expect(said(await sam.types(`/tracking scanned 1042-A ${UPS}`))).toBe(
    '1042-A has no tracking number yet. Add one with /tracking add 1042-A …',
  )
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  expect(said(await sam.types('/tracking scanned 1042-A HELLO'))).toBe(`1042-A has no parcel HELLO. It has ${UPS}.`)
  expect(said(await shop.bot.as('Mei', 'lumen').types(`/tracking scanned 1042-A ${UPS}`))).toContain('/tracking')
  const ahead = new Date(shop.bot.now().getTime() + HOUR).toISOString()
  await shop.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: UPS, at: ahead })
  const [parcel] = await shop.database.db.select().from(shipments)
  expect(parcel?.scannedAt?.getTime()).toBeLessThanOrEqual(shop.bot.now().getTime())
})
