import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { followedNumbers } from '../../src/checkpoints/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { returns } from '../../src/returns/tables.ts'
import { aShop } from '../stage/a-shop.ts'

const shop = aShop()
const BACK = 'RB123456785CN'
const hear = (tag: string, at: string) =>
  shop.ask('tracking.heard', { feed: 'test', scans: [{ number: BACK, tag, at, words: 'x' }] })

test('a return’s first scan and its delivery move its case, also where the carrier spoke before the number was typed', async () => {
  shop.bot.feeds.set('test', {
    ...{ title: 'Test', costs: 'nothing', most: 1, read: async () => [] },
    register: async all => all.map(({ number }) => ({ number, refused: null })),
  })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const sam = shop.bot.as('Sam', 'orders')
  await sam.types('/tracking add 1042-A 1Z999AA10123456784')
  await sam.types('/tracking delivered 1042-A')
  await shop.ask('return.open', { order: '1042', reason: 'unwanted', happened: 'Does not fit.' })
  const [one] = await shop.database.db.select().from(returns)
  const id = one?.caseId ?? ''
  await shop.ask('return.approve', { case: id, returnTo: 'Dock 4', credit: '0' })
  const now = Date.now()
  await hear('InTransit', new Date(now - 60_000).toISOString())
  await shop.ask('return.parcel', { case: id, number: BACK })
  const row = async () => (await shop.database.db.select().from(returns))[0]
  expect((await row())?.scannedAt).toEqual(new Date(now - 60_000))
  expect((await row())?.receivedAt).toBeNull()
  const followed = await shop.database.db.select().from(followedNumbers).where(eq(followedNumbers.number, BACK))
  expect(followed).toMatchObject([{ isBack: true }])
  await hear('Delivered', new Date(now - 1_000).toISOString())
  expect((await row())?.receivedAt).not.toBeNull()
  const scanned = await shop.database.db.select().from(events).where(eq(events.name, 'return.scanned'))
  expect(scanned).toHaveLength(1)
})
