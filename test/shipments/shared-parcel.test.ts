import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const home = incoming('1', []).shipTo as NonNullable<IncomingOrder['shipTo']>

/** Two orders of one customer, both with the lamp's supplier, in one parcel. */
async function inOneParcel(): Promise<void> {
  for (const number of ['1042', '1043']) await shop.forwarded(number, [{ sku: 'LAMP' }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
  await mei().types(`/tracking add 1043-A ${UPS}`)
}
const parcels = () => shop.database.db.select().from(shipments)
const delivered = async (number: string) => {
  const [po] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  return po?.deliveredAt !== null
}

test('the scan of a parcel is of every purchase order inside, also of one that is added later', async () => {
  await inOneParcel()
  expect(said(await sam().types(`/tracking scanned 1043-A ${UPS}`))).toBe(`UPS has ${UPS} of 1043-A and 1042-A.`)
  await shop.forwarded('1044', [{ sku: 'LAMP' }])
  await mei().types(`/tracking add 1044-A ${UPS}`)
  expect((await parcels()).map(({ scannedAt }) => scannedAt !== null)).toEqual([true, true, true])
})

test('a mistyped number is put right for every purchase order inside', async () => {
  await inOneParcel()
  expect(said(await mei().types(`/tracking correct 1042-A ${UPS} ${CHINA}`))).toContain('So it was of 1043-A.')
  expect((await parcels()).map(({ number }) => number)).toEqual([CHINA, CHINA])
})

test('what was wholly in the parcel came with it; what has another parcel on its way did not', async () => {
  await inOneParcel()
  await shop.forwarded('1044', [{ sku: 'LAMP', quantity: 2 }])
  await mei().types(`/tracking add 1044-A ${UPS} lines:"LAMP x1"`)
  await mei().types(`/tracking add 1044-A ${CHINA}`)
  expect(said(await sam().types('/tracking delivered 1042-A'))).toBe('1042-A and 1043-A were delivered.')
  expect(await delivered('1044-A')).toBe(false)
})

test('one number for two addresses is asked about before anything is recorded', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.forwarded('1043', [{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  await mei().types(`/tracking add 1042-A ${UPS}`)
  const question = card(await mei().types(`/tracking add 1043-A ${UPS}`))
  expect(question.summary).toBe(
    `${UPS} is recorded for 1042-A already, which goes to another address than 1043-A. Are both in this parcel?`,
  )
  expect(await parcels()).toHaveLength(1)
  await mei().presses(question, 'Both are inside')
  expect(await parcels()).toHaveLength(2)
})

test('a correction to a number that goes to another address is asked about before the wrong customer waits for it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.forwarded('1043', [{ sku: 'LAMP' }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  await mei().types(`/tracking add 1042-A ${UPS}`)
  await mei().types(`/tracking add 1043-A ${CHINA}`)
  const question = card(await mei().types(`/tracking correct 1043-A ${CHINA} ${UPS}`))
  expect(question.summary).toBe(
    `${UPS} is recorded for 1042-A already, which goes to another address than 1043-A. Are both in this parcel?`,
  )
  expect((await parcels()).map(({ number }) => number).toSorted()).toEqual([UPS, CHINA])
  expect(said(await mei().presses(question, 'Both are inside'))).toContain(`was corrected to UPS ${UPS}`)
  expect((await parcels()).map(({ number }) => number)).toEqual([UPS, UPS])
})

test('more than was asked for is recorded once the supplier is sure, is told to staff, and is never green', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  expect(said(await mei().types(`/tracking add 1042-A ${UPS} lines:"LAMP x3"`))).toContain('Only 2 of LAMP are left')
  await mei().types(`/tracking add 1042-A ${UPS} lines:"LAMP x3" sure:yes`)
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'alerts', '1042-A: more shipped than asked').summary).toBe(
    'Lumen shipped 3 of Thing LAMP instead of 2.',
  )
  expect(cardIn(shop.chat, 'orders', 'Order 1042').tone).toBe('bad')
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').tone).toBe('warning')
})
