import { eq, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { fulfilledOrders } from '../../src/fulfilments/tables.ts'
import type { OpenHouse } from '../../src/house.ts'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { startTasks } from '../../src/kernel/carrying/tasks.ts'
import type { Database, Db } from '../../src/kernel/ground/db.ts'
import { listen } from '../../src/kernel/ground/http.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { orderLines, orders } from '../../src/orders/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipmentLines, shipments } from '../../src/shipments/tables.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { taskKinds } from '../../src/tasks.ts'
import { numberOf } from '../../test/shopify/fake/ids.ts'
import type { FakeOrder } from '../../test/shopify/fake/order.ts'
import { openShopify } from '../../test/shopify/fake/server.ts'

const PUBLIC = 'https://waybill.example'
/** Of 100: webhooks that are never sent, hours in which Waybill answers none, replies and requests of ours that are lost. */
const [DROPPED, DEAF, REPLIES, REQUESTS] = [10, 8, 3, 2]
/** How far the store's search is behind, ms. */
const LAG = 30_000

type Parts = { house: OpenHouse; database: Database; now: () => Date; pick: (below: number) => number }

/** A shop at the fake Shopify, and what Waybill needs to speak to it: webhooks get lost, and so do our own calls. */
export async function connectedShop({ house, database: { db, listen: hear }, now, pick }: Parts) {
  const log = openLog('error')
  const shopify = await openShopify()
  const { shop } = shopify
  /** Its clock follows ours. */
  const keepTime = () => shop.clock.pass(now().getTime() - shop.clock.now())
  keepTime()
  // Its points are counted from now on, and never run out.
  shop.bucket.empty()
  Object.assign(shop.bucket, { max: 1e9, rate: 1e9 })
  shop.index.lag = LAG
  const dropped = { webhooks: 0, deafHours: 0, calls: 0 }
  let isDeaf = false
  house.storefronts.set('shopify', shopifyStorefront({ log, now, base: shopify.url }))
  const links = openLinks(db, house.outside.seal)
  const find = (domain: string) => links.find('shopify', domain)
  const routes = connectShopify({ ask: house.ask, secret: undefined, find, ready: () => !isDeaf })
  const door = await listen(new Hono().route('/webhooks/shopify', routes), '127.0.0.1', 0)
  shop.webhooks.reach(PUBLIC, door.url)
  shop.webhooks.isSent = () => {
    const isSent = pick(100) >= DROPPED
    if (!isSent) dropped.webhooks += 1
    return isSent
  }
  const parts = { db, ask: house.ask, outside: house.outside, publicUrl: PUBLIC, now }
  // A call that got lost is no bug, and tried again.
  const tasks = await startTasks({ db, listen: hear, kinds: taskKinds(parts), log, failed: () => {}, now })

  return {
    shop,
    dropped,
    keepTime,
    /** From now on calls of ours may get lost. */
    loseCalls() {
      shop.faults.chance = () => {
        const chance = pick(100)
        if (chance >= REPLIES + REQUESTS) return null
        dropped.calls += 1
        return chance < REPLIES ? 'reply lost' : 'request lost'
      }
    },
    /** Sends what waits, old bodies of what failed before too; in some hours nobody answers. */
    async deliver() {
      isDeaf = pick(100) < DEAF
      if (isDeaf) dropped.deafHours += 1
      await shop.webhooks.deliver()
    },
    tasks,
    /** All goes well again, and what is left of the troubles is settled. */
    heal() {
      isDeaf = false
      shop.faults.chance = () => null
      shop.webhooks.isSent = () => true
    },
    async close() {
      await tasks.stop()
      await door.close()
      await shopify.close()
    },
  }
}

/** Where the store and Waybill differ on what was ordered and what was shipped, a sentence each. */
export async function differences(db: Db, all: Iterable<FakeOrder>): Promise<readonly string[]> {
  const ours = await parcelsHere(db)
  const here = new Set((await db.select({ id: orders.externalId }).from(orders)).map(({ id }) => id))
  const failing = new Set(await failingHere(db))
  const found: string[] = []
  for (const order of all) {
    const id = numberOf(order.id)
    if (!here.has(id)) found.push(`${order.name} never came in`)
    // A supplier may send pieces that were taken off at the store meanwhile: there is nothing there to fulfil.
    const takenOff = new Set(order.lines.flatMap(line => (line.removed > 0 ? numberOf(line.id) : [])))
    const said = (all: readonly Piece[]) =>
      all
        .flatMap(({ number, line, quantity }) => (takenOff.has(line) ? [] : `${number} ${line} ${quantity}`))
        .toSorted()
        .join(', ')
    const theirs = order.live.flatMap(({ numbers, pieces }) =>
      pieces.map(({ lineItem, quantity }) => ({ number: String(numbers), line: numberOf(lineItem.id), quantity })),
    )
    const [left, right] = [said(theirs), said(ours.get(id) ?? [])]
    // What the store refuses since it was cancelled there is a card in alerts.
    if (left !== right && !failing.has(id))
      found.push(`${order.name}: the store has ${left || 'nothing'}, here is ${right}`)
  }
  return found
}

/** The orders, by the store's id, whose parcels the store refuses, which staff see in alerts. */
export async function failingHere(db: Db): Promise<readonly string[]> {
  const rows = await db
    .select({ id: orders.externalId, since: fulfilledOrders.failingSince })
    .from(fulfilledOrders)
    .innerJoin(orders, eq(orders.id, fulfilledOrders.orderId))
  return rows.flatMap(({ id, since }) => (since ? id : []))
}

type Piece = { order?: string; number: string; line: string; quantity: number }

async function parcelsHere(db: Db): Promise<ReadonlyMap<string, readonly Piece[]>> {
  const rows = await db
    .select({
      order: orders.externalId,
      number: shipments.number,
      line: orderLines.externalId,
      quantity: shipmentLines.quantity,
    })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(shipmentLines, eq(shipmentLines.shipmentId, shipments.id))
    .innerJoin(orderLines, eq(orderLines.id, shipmentLines.orderLineId))
    .where(isNull(purchaseOrders.replaces))
  return Map.groupBy(rows, ({ order }) => order)
}
