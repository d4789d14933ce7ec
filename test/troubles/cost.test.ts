import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { parcelLooks } from '../../src/troubles/tables.ts'
import { statementsOf } from '../stage/statements.ts'
import { aParcelShop } from './a-parcel-shop.ts'

const shop = aParcelShop()
const DAY = 24 * 3_600_000

/** The parcel of one order, so many times over: each in trouble by itself, with a carrier that others say nothing of. */
async function many(count: number): Promise<void> {
  const { db } = shop.database
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: count }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: 'XX100000000', carrier: 'other: Test Post' })
  const [first] = await db.select().from(shipments)
  if (!first) throw new Error('no parcel')
  const long = new Date(shop.bot.now().getTime() - 13 * DAY)
  const stands = { tag: 'InTransit' as const, tagSince: long, scannedAt: long, saidAt: long, recordedAt: long }
  await db.update(shipments).set(stands)
  const { id, ...rest } = { ...first, ...stands }
  const copies = Array.from({ length: count - 1 }, (_, at) => ({ ...rest, number: `XX${200_000_000 + at}` }))
  await db.insert(shipments).values(copies)
  const all = await db.select({ id: shipments.id }).from(shipments)
  await db
    .insert(parcelLooks)
    .values(all.map(one => ({ shipmentId: one.id, nextAt: shop.bot.now() })))
    .onConflictDoUpdate({ target: parcelLooks.shipmentId, set: { nextAt: shop.bot.now() } })
}

test('a hundred parcels that stop at once cost few statements, and what is not due costs next to none', async () => {
  await many(100)
  const spent = await statementsOf(() => shop.ask('parcel.sweep', { most: 100 }))
  expect(await shop.database.db.$count(cases)).toBe(100)
  expect(spent.length).toBeLessThan(60)
  while ((await shop.ask('parcel.sweep')).outcome === 'more');
  const idle = await statementsOf(() => shop.ask('parcel.sweep'))
  expect(idle.filter(text => text.includes('parcel_looks'))).toHaveLength(1)
  expect(idle.length).toBeLessThan(5)
})
