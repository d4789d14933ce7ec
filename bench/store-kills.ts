import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dice } from '../test/shopify/dice.ts'
import { openShopify } from '../test/shopify/fake/server.ts'
import { type Place, Records, WRITES } from '../test/shopify/kill/telling.ts'
import { makeDatabase } from './own-database.ts'

// Processes that write parcels to Shopify, each killed (SIGKILL) at some write: before the store did it, after it did and
// before it said so, or after. A fifth of the parcels is corrected meanwhile, a tenth removed and recorded anew. Fails
// where the store does not end with exactly our parcels.
// npm run bench:store-kills -- 500        (parcels; on PostgreSQL when DATABASE_URL names a server)
const ORDERS = Math.ceil(Number(process.argv[2] ?? 500) / 2)
const MOMENTS = ['come in', 'done', 'answered'] as const
/** Writes that a process gets through before it dies, at most. */
const MOST_WRITES = 12

const chance = dice(Number(process.argv[3] ?? 13))
const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T
const server = process.env.DATABASE_URL
const made = server ? await makeDatabase(server) : null
const folder = mkdtempSync(join(tmpdir(), 'waybill-kills-'))
const place: Place = made ? { url: made.url } : { folder }
const shopify = await openShopify()
const records = new Records(place, shopify)
await records.lay(ORDERS)

const kills: Record<string, number> = {}
for (let changed = false; ; ) {
  const moment = pick(MOMENTS)
  const how = await records.live({ fields: WRITES, moment, nth: 1 + Math.floor(chance() * MOST_WRITES) })
  if (how === 'SIGKILL') kills[moment] = (kills[moment] ?? 0) + 1
  else if (changed) break
  const told = records.orders.filter(({ order }) => order.live.length > 0).length
  if (changed || told < ORDERS / 2) continue
  changed = true
  const some = (share: number) => records.orders.flatMap((_, at) => (chance() < share ? [at] : []))
  await records.change(some(0.4), some(0.2))
}

const { ours, theirs } = records.compared
const all = Object.values(kills).reduce((sum, one) => sum + one, 0)
console.log(`${ours.length} parcels of ${ORDERS} orders, ${made ? 'PostgreSQL' : 'embedded'}, ${all} processes killed`)
console.log(
  `  at a write that had ${Object.entries(kills)
    .map(([moment, n]) => `${moment}: ${n}`)
    .join(', ')}`,
)
const lost = ours.filter(one => !theirs.includes(one)).length
const more = theirs.length - new Set(theirs.filter(one => ours.includes(one))).size
console.log(`  lost ${lost}, doubled or left over ${more}`)
assert.deepEqual(theirs, ours, 'the store has exactly our parcels')
const mails = shopify.shop.mails.filter(({ about }) => about === 'shipped').length
const ever = records.orders.flatMap(({ order }) => order.shipped).length
console.log(`  customers were mailed of ${mails} parcels, each once`)
assert.equal(mails, ever, 'a customer is mailed once of each parcel')
await shopify.close()
await made?.drop()
rmSync(folder, { recursive: true, force: true })
