import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { removedShipments, shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await mei().types(text))
const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const row = async (number = '1042-A') => {
  const [po] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  if (!po) throw new Error(`no ${number}`)
  return po
}
const state = async (number?: string) => purchaseOrderState(await row(number))

test('a parcel on the wrong purchase order is taken off, and all is as before it came', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  const before = await row()
  await says(`/tracking add 1042-A ${UPS}`)
  expect(await state()).toBe('shipped')
  expect(await says(`/tracking remove 1042-A ${UPS} it was for 1043`)).toBe(
    `UPS ${UPS} was taken off 1042-A. It stays on record. 2 pieces of it are still to ship.`,
  )
  await shop.bot.pump.idle()
  // Also the yes that came with it.
  expect(await row()).toEqual(before)
  expect(cardIn(shop.chat, 'alerts', '1042-A: a parcel was taken off').summary).toBe(
    `Mei took off UPS ${UPS} (2 pieces) — it was for 1043.`,
  )
  expect(await shop.database.db.select().from(removedShipments)).toMatchObject([
    { number: UPS, removedBy: 'Mei', why: 'it was for 1043' },
  ])
  expect(card(await mei().types('/tracking list 1042-A')).lines).toEqual([
    { text: `UPS ${UPS}`, detail: 'taken off by Mei', done: true },
  ])
  expect(await says(`/tracking add 1042-A ${UPS}`)).toContain('was added to 1042-A')
})

test('the other parcels stay, with the first of them as the day it began to ship', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await says('/po acknowledge 1042-A')
  await says(`/tracking add 1042-A ${UPS} lines:"LAMP x1"`)
  shop.bot.wait(3_600_000)
  await says(`/tracking add 1042-A ${CHINA}`)
  await says(`/tracking remove 1042-A ${UPS}`)
  const [left] = await shop.database.db.select().from(shipments)
  expect(await row()).toMatchObject({ partlyShippedAt: left?.recordedAt, shippedAt: null })
  expect((await row()).acknowledgedAt).not.toBeNull()
})

test('a late case that the wrong parcel had closed is open again', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  shop.bot.wait(40 * 86_400_000)
  await shop.ask('late.sweep')
  await shop.bot.pump.idle()
  await says(`/tracking add 1042-A ${UPS}`)
  await shop.bot.pump.idle()
  expect(card(await sam().types('/case list')).summary).toBe('There is none.')
  await says(`/tracking remove 1042-A ${UPS}`)
  await shop.bot.pump.idle()
  expect(card(await sam().types('/case list')).lines?.map(({ text }) => text)).toEqual(['L1 · 1042-A · late'])
})

test('no supplier takes off the parcel of another', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await says(`/tracking add 1042-A ${UPS}`)
  expect(said(await shop.bot.as('Lucía', 'casa').types(`/tracking remove 1042-A ${UPS}`))).toContain(
    'There is no purchase order 1042-A here.',
  )
  expect(await state()).toBe('shipped')
})
