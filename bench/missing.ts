import assert from 'node:assert/strict'
import { Hono } from 'hono'
import { openHouse } from '../src/house.ts'
import { connectShopify } from '../src/integrations/shopify/routes.ts'
import { shopifyStorefront } from '../src/integrations/shopify/storefront.ts'
import { startTasks } from '../src/kernel/carrying/tasks.ts'
import { listen as serve } from '../src/kernel/ground/http.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { openSeal } from '../src/kernel/ground/seal.ts'
import type { Actor } from '../src/kernel/shapes/actor.ts'
import { orders } from '../src/orders/tables.ts'
import { reconciliations } from '../src/reconciliations/tables.ts'
import { openLinks } from '../src/stores/open-links.ts'
import { taskKinds } from '../src/tasks.ts'
import { dice } from '../test/shopify/dice.ts'
import { openShopify } from '../test/shopify/fake/server.ts'
import { KEY } from '../test/stage/outside.ts'
import { ownDatabase } from './own-database.ts'

// Customers order at a fake Shopify that loses four in ten of its webhooks, and whose search finds a change after ten
// seconds. A tenth of the orders is cancelled, another edited. Waybill reads the store by the hour. Fails where an order
// is not here as it is there.
// npm run bench:missing -- 1000        (orders; on PostgreSQL when DATABASE_URL names a server)
const ORDERS = Number(process.argv[2] ?? 1_000)
const LOST = 0.4
const PUBLIC = 'https://waybill.example'
const [SECOND, MINUTE, DAY] = [1_000, 60_000, 86_400_000]

const system: Actor = { side: 'system', name: 'Bench' }
const chance = dice(Number(process.argv[3] ?? 13))
const log = openLog('silent')
const shopify = await openShopify()
const { shop } = shopify
const now = () => new Date(shop.clock.now())
Object.assign(shop.bucket, { max: 1e9, rate: 1e9 })
shop.index.lag = 10 * SECOND

const database = await ownDatabase()
const { db } = database
const house = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), now })
house.storefronts.set('shopify', shopifyStorefront({ log, now, base: shopify.url }))
const ask = (name: string, input: object) => house.ask(name, input, system)
const links = openLinks(db, house.outside.seal)
const find = (domain: string) => links.find('shopify', domain)
const door = connectShopify({ ask: house.ask, secret: undefined, find, ready: () => true })
const waybill = await serve(new Hono().route('/webhooks/shopify', door), '127.0.0.1', 0)
shop.webhooks.reach(PUBLIC, waybill.url)
const kinds = taskKinds({ db, ask: house.ask, outside: house.outside, publicUrl: PUBLIC, now })
const failed = (error: unknown) => assert.fail(String(error))
const tasks = await startTasks({ db, listen: database.listen, kinds, log, failed, now })

const { domain: address, app } = shop
await ask('store.connect', { kind: 'shopify', address, key: app.staticToken(), secret: app.clientSecret })
await tasks.idle()
shop.clock.pass(30 * MINUTE)
let [sent, lost] = [0, 0]
shop.webhooks.isSent = () => {
  const isLost = chance() < LOST
  if (isLost) lost += 1
  else sent += 1
  return !isLost
}
const began = performance.now()
const placed = Array.from({ length: ORDERS }, () => {
  shop.clock.pass(chance() * MINUTE)
  return shop.place({ lines: [{ sku: 'LAMP', quantity: 3 }] })
})
assert.deepEqual([...new Set(await shop.webhooks.deliver())], [200], 'what is sent is taken')
const before = await db.$count(orders)
for (const order of placed) {
  const kind = Math.floor(chance() * 10)
  shop.clock.pass(SECOND)
  if (kind === 0) shop.merchant.cancelOrder(order)
  else if (kind === 1 && order.lines[0]) shop.merchant.takeOff(order.lines[0], 1)
}
await shop.webhooks.deliver()
await read()
const missed = ORDERS - (await db.$count(orders))
await read()

const here = new Map((await db.select().from(orders)).map(one => [one.externalId, one]))
assert.equal(here.size, ORDERS, 'every order is here, once')
for (const { legacyResourceId: id, cancelledAt, updatedAt } of placed) {
  const known = here.get(String(id))
  assert.equal(Boolean(known?.cancelledAt), Boolean(cancelledAt), `${id} is cancelled alike`)
  assert.ok(known && known.updatedAt.getTime() >= Date.parse(updatedAt), `${id} is here as it is there`)
}
await ask('store.check', { store: address, since: new Date(shop.clock.now() - 3 * DAY).toISOString().slice(0, 10) })
await tasks.idle()
const [counted] = await db.select().from(reconciliations)
assert.deepEqual([counted?.there, counted?.here], [ORDERS, ORDERS], 'the store counts what is here')

console.log(`${ORDERS} orders, ${lost} of ${lost + sent} webhooks lost, ${database.place}`)
console.log(`  here by webhooks ${before}, missing after one reading ${missed}, after two 0`)
console.log(
  `  the store counts ${counted?.there}, Waybill ${counted?.here}, ${counted?.found} of them found by reading`,
)
console.log(`  ${((performance.now() - began) / SECOND).toFixed(1)} s`)
await tasks.stop()
await Promise.all([waybill.close(), shopify.close()])
await database.close()

/** An hour later, what changed is read. */
async function read(): Promise<void> {
  shop.clock.pass(61 * MINUTE)
  await ask('store.owe-readings', { which: 'due' })
  await tasks.idle()
}
