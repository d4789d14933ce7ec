import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../stage/database.ts'
import { openShopify } from '../fake/server.ts'
import { type End, type Place, Records } from './telling.ts'

/** Before the store has done it, after it has and before it says so, and once it has said so. */
const MAKING: End[] = (['come in', 'done', 'answered'] as const).map(moment => ({
  ...{ fields: ['fulfillmentCreate'], moment, nth: 2 },
}))
const TAKING_BACK: End = { fields: ['fulfillmentCancel'], moment: 'done' }

test('killed at each step of telling Shopify, it goes on, and each parcel is there once', async () => {
  const shopify = await openShopify()
  onTestFinished(() => shopify.close())
  const records = new Records(await aPlace(), shopify)
  await records.lay(4)
  for (const end of MAKING) expect(await records.live(end)).toBe('SIGKILL')
  await records.change([0], [1])
  expect(await records.live(TAKING_BACK)).toBe('SIGKILL')
  expect(await records.live(null)).toBe(0)

  const { ours, theirs } = records.compared
  expect(ours).toHaveLength(8)
  expect(theirs).toEqual(ours)
  // One was cancelled, since its parcel was removed.
  expect(records.orders.flatMap(({ order }) => order.shipped)).toHaveLength(9)
  expect(shopify.shop.mails.filter(({ about }) => about === 'shipped')).toHaveLength(9)
}, 300_000)

async function aPlace(): Promise<Place> {
  if (process.env.DATABASE_URL) {
    const shared = await testDatabase()
    onTestFinished(() => shared.close())
    return { url: shared.url ?? '' }
  }
  const folder = mkdtempSync(join(tmpdir(), 'waybill-tells-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { folder }
}
