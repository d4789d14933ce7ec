import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { openHouse } from '../src/house.ts'
import { readOrder } from '../src/integrations/shopify/read.ts'
import { shopifyStorefront } from '../src/integrations/shopify/storefront.ts'
import { startTasks } from '../src/kernel/carrying/tasks.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { openSeal } from '../src/kernel/ground/seal.ts'
import type { Actor } from '../src/kernel/shapes/actor.ts'
import { taskKinds } from '../src/tasks.ts'
import { bodyOf } from '../test/shopify/fake/bodies.ts'
import type { FakeOrder } from '../test/shopify/fake/order.ts'
import { openShopify } from '../test/shopify/fake/server.ts'
import { KEY } from '../test/stage/outside.ts'
import { ownDatabase } from './own-database.ts'

// How long it takes from a tracking number being recorded until the store has it and mails the customer: at a pace, and
// all at once. The fake Shopify is 100 to 300 ms away, there and back, and takes its points as a shop on a small plan does.
// npm run bench:write-back -- 120 30        (parcels, and how many a minute; on PostgreSQL when DATABASE_URL names a server)
const PARCELS = Number(process.argv[2] ?? 120)
const A_MINUTE = Number(process.argv[3] ?? 30)
/** One way, ms: the least, and by how much it varies. */
const [NEAR, SPREAD] = [50, 100]
/** Points and points a second. https://shopify.dev/docs/api/usage/limits#rate-limits */
const PLAN = { max: 2_000, rate: 100 }
/** A parcel that is recorded at a pace is in the store within this, ms, 95 times in 100. */
const TARGET = 60_000

const system: Actor = { side: 'system', name: 'Bench' }
const database = await ownDatabase()
const { db, listen } = database
const log = openLog('silent')
const now = () => new Date()
const house = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), now })
const shopify = await openShopify()
const { shop } = shopify
house.storefronts.set('shopify', shopifyStorefront({ log, now, base: shopify.url }))
const ask = (name: string, input: object) => house.ask(name, input, system)
let [used, throttled] = [0, 0]
watchBucket()
const held = new Map<string, number>()
const laid = await layShop()
const publicUrl = 'https://waybill.example'
const kinds = taskKinds({ db, ask: house.ask, outside: house.outside, publicUrl, now })
const tasks = await startTasks({ db, listen, kinds, log, failed: error => assert.fail(String(error)) })
await tasks.idle()
Object.assign(shop.bucket, PLAN)
const oneWay = () => wait(NEAR + Math.random() * SPREAD)
shop.faults.at = async (moment, fields) => {
  if (moment === 'answered') return
  if (moment === 'done' && fields.includes('fulfillmentCreate'))
    for (const number of shop.mails.slice(held.size).flatMap(({ numbers }) => numbers)) held.set(number, Date.now())
  await oneWay()
}

const half = Math.ceil(PARCELS / 2)
console.log(`${PARCELS} parcels, Shopify ${2 * NEAR} to ${2 * (NEAR + SPREAD)} ms away, ${database.place}`)
const slow = await measure(laid.slice(0, half), 60_000 / A_MINUTE)
print(`${A_MINUTE} a minute`, slow)
const fast = await measure(laid.slice(half), 0)
print('all at once', fast)
const limit = PLAN.rate / fast.cost
const rate = (fast.waits.length / fast.took) * 1_000
console.log(
  `all at once: ${(rate * 60).toFixed(0)} a minute, ${(rate / limit).toFixed(2)}× what the points allow without end`,
)

const ours = laid.map(({ number }) => number).toSorted()
const theirs = laid.flatMap(({ order }) => order.shipped.flatMap(({ numbers }) => numbers)).toSorted()
assert.deepEqual(theirs, ours, 'the store has exactly our numbers, each once')
assert.equal(shop.mails.length, ours.length, 'each customer is mailed once')
assert.ok(share(slow.waits, 0.95) < TARGET, '95 of 100 parcels are in the store within a minute')
await tasks.stop()
await shopify.close()
await database.close()

type Laid = { order: FakeOrder; purchaseOrder: string; number: string }
type Measured = { waits: readonly number[]; took: number; cost: number; throttled: number }

/** Records a parcel each so many ms, and waits until the store has all of them. */
async function measure(some: readonly Laid[], every: number): Promise<Measured> {
  const before = { used, throttled, began: Date.now() }
  const recorded = new Map<string, number>()
  for (const { purchaseOrder, number } of some) {
    await ask('tracking.add', { purchaseOrder, number, carrier: 'other: Bike', sure: 'yes' })
    recorded.set(number, Date.now())
    await wait(Math.max(0, before.began + recorded.size * every - Date.now()))
  }
  while (some.some(({ number }) => !held.has(number))) await wait(20)
  await tasks.idle()
  const waits = some.map(({ number }) => (held.get(number) ?? 0) - (recorded.get(number) ?? 0))
  const took = Math.max(...some.map(({ number }) => held.get(number) ?? 0)) - before.began
  const cost = (used - before.used) / some.length
  return { waits: waits.toSorted((a, b) => a - b), took, cost, throttled: throttled - before.throttled }
}

function share(sorted: readonly number[], of: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN
}

function print(what: string, { waits, cost, throttled }: Measured): void {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(of => (share(waits, of) / 1_000).toFixed(1))
  console.log(`${what}: in the store after s p50 ${p50}, p95 ${p95}, p99 ${p99}`)
  console.log(`  ${cost.toFixed(0)} points a parcel, asked to wait ${throttled} times`)
}

/** Counts what calls cost in the end, and how often they have to wait. */
function watchBucket(): void {
  const [pay, giveBack] = [shop.bucket.pay.bind(shop.bucket), shop.bucket.giveBack.bind(shop.bucket)]
  shop.bucket.pay = points => {
    const paid = pay(points)
    if (paid) used += points
    else throttled += 1
    return paid
  }
  shop.bucket.giveBack = points => {
    used -= points
    giveBack(points)
  }
}

/** A shop with one supplier, connected, and orders of one parcel each that the supplier has. */
async function layShop(): Promise<readonly Laid[]> {
  Object.assign(shop.bucket, { max: 1e9, rate: 1e9 })
  await ask('supplier.add', { name: 'Lumen' })
  await ask('supplier.room', { supplier: 'Lumen', room: { chat: 'memory', id: 'lumen', name: 'lumen' } })
  await ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' })
  const { domain: address, app } = shop
  await ask('store.connect', { kind: 'shopify', address, key: app.staticToken(), secret: app.clientSecret })
  const all: Laid[] = []
  for (let index = 0; index < PARCELS; index++) {
    const order = shop.place({ lines: [{ sku: 'LAMP', quantity: 2 }] })
    await ask('order.receive', readOrder(bodyOf(order), shop.domain, null))
    const number = order.name.slice(1)
    await ask('order.forward', { order: number })
    all.push({ order, purchaseOrder: `${number}-A`, number: `BIKE${number}X` })
  }
  return all
}
