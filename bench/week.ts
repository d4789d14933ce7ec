import { sql } from 'drizzle-orm'
import { openHouse } from '../src/house.ts'
import { listStaffRoom } from '../src/kernel/asking/room.ts'
import { startDispatcher } from '../src/kernel/carrying/dispatcher.ts'
import { runInBatches } from '../src/kernel/carrying/run-in-batches.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { openPglite } from '../src/kernel/ground/pglite.ts'
import { openPostgres } from '../src/kernel/ground/postgres.ts'
import { rowsOf } from '../src/kernel/ground/rows-of.ts'
import { openSeal } from '../src/kernel/ground/seal.ts'
import type { Actor } from '../src/kernel/shapes/actor.ts'
import { Refusal } from '../src/kernel/words/refusal.ts'
import type { FakeOrder } from '../test/shopify/fake/order.ts'
import { memoryChat } from '../test/stage/memory-chat.ts'
import { KEY } from '../test/stage/outside.ts'
import { connectedShop, differences, failingHere } from './week/connected-shop.ts'

// A week of a busy shop: 13 suppliers of 170 SKUs each, orders of up to 60 lines, suppliers who answer late or not at all,
// and a store at a fake Shopify whose webhooks get lost or come late and old, as do calls to it. Prints what came of it, and
// fails where anything is lost or doubled, or the store ends with other orders or parcels than Waybill.
// npm run bench:week -- 300 7
const ORDERS = Number(process.argv[2] ?? 1_500)
const SEED = Number(process.argv[3] ?? 7)
const HOUR = 3_600_000
const SUPPLIERS = 13
const SKUS = 170
const START = Date.parse('2026-11-02T00:00:00Z')
const system: Actor = { side: 'system', name: 'Week' }

let state = SEED
/** A number from 0 up to, but not including, `below`: the same week for the same seed (Park and Miller). */
function pick(below: number): number {
  state = (state * 48_271) % 2_147_483_647
  return state % below
}

let at = START
const now = () => new Date(at)
const database = process.env.DATABASE_URL ? await openPostgres(process.env.DATABASE_URL) : await openPglite(null)
const { db } = database
const house = openHouse({ database, log: openLog('error'), counted: () => {}, seal: openSeal(KEY), now })
const names = Array.from({ length: SUPPLIERS }, (_, index) => `Supplier ${String.fromCharCode(65 + index)}`)
const roomOf = (index: number) => `supplier-${index}`
const chat = memoryChat({ channels: ['orders', 'alerts', 'support', ...names.map((_, index) => roomOf(index))] })
house.chats.set(chat.name, chat)
const dispatcher = await startDispatcher({ database, chats: house.chats, ask: house.ask, log: openLog('error'), now })
const took: Record<string, number[]> = {}
let refused = 0

const store = await connectedShop({ house, database, now, pick })
const placed: FakeOrder[] = []
await openShop()
store.loseCalls()
for (let hour = 0; hour < 7 * 24; hour += 1) {
  at = START + hour * HOUR
  const until = Math.round((ORDERS * Math.min(hour + 1, 6 * 24)) / (6 * 24))
  store.keepTime()
  while (placed.length < until) order()
  if (hour % 6 === 5) storeChanges()
  await timed('webhooks', store.deliver)
  if (hour % 3 === 2) await suppliersAnswer()
  await ask('store.owe-readings', { which: hour % 24 === 4 ? 'daily' : 'due' })
  await timed('store', store.tasks.idle)
  await timed('clock', sweep)
  await timed('dispatch', () => dispatcher.idle())
}
await settle()
const wrong = [...(await faults()), ...(await differences(db, placed))]
await report()
await store.close()
await dispatcher.stop()
await database.close()
for (const fault of wrong) console.error(`WRONG: ${fault}`)
process.exitCode = wrong.length > 0 ? 1 : 0

async function openShop(): Promise<void> {
  for (const purpose of ['orders', 'alerts', 'support'] as const)
    await listStaffRoom(db, { chat: chat.name, channel: purpose, name: purpose, purpose }, now())
  for (const [index, name] of names.entries()) {
    await ask('supplier.add', { name, zone: index % 2 ? 'Asia/Shanghai' : 'Europe/Madrid' })
    await ask('supplier.room', { supplier: name, room: { chat: chat.name, id: roomOf(index), name: roomOf(index) } })
    const skus = Array.from({ length: SKUS }, (_, sku) => `S${index}-${sku}`).join(', ')
    await ask('supplier.sku', { supplier: name, skus })
  }
  const { domain: address, app } = store.shop
  await ask('store.connect', { kind: 'shopify', address, name: 'Lamps', key: app.clientId, secret: app.clientSecret })
  await store.tasks.idle()
  await ask('store.autoforward', { store: 'Lamps', setting: 'on' })
}

/** A customer orders; one order in ten has many lines. */
function order(): void {
  const size = pick(10) === 0 ? 20 + pick(41) : 1 + pick(4)
  const lines = Array.from({ length: size }, () => ({
    sku: `S${pick(SUPPLIERS)}-${pick(SKUS)}`,
    quantity: 1 + pick(3),
  }))
  placed.push(store.shop.place({ name: `#${1_000 + placed.length}`, lines }))
}

/** Suppliers say yes to most of what waits, and ship some of what they said yes to. */
async function suppliersAnswer(): Promise<void> {
  for (const { number, acknowledged } of await openPurchaseOrders()) {
    const chance = pick(10)
    if (!acknowledged && chance < 6) await timed('acknowledge', () => ask('po.acknowledge', { purchaseOrder: number }))
    else if (!acknowledged && chance === 9)
      await ask('po.decline', { purchaseOrder: number, reason: 'inventory-out-of-stock' })
    else if (acknowledged && chance < 4) {
      const tracking = `1Z${String(pick(1_000_000_000)).padStart(16, '0')}`
      await timed('ship', () =>
        ask('tracking.add', { purchaseOrder: number, number: tracking, carrier: 'other: Post' }),
      )
    }
  }
}

/** The merchant takes pieces off, changes an address or cancels, where nothing was sent yet. */
function storeChanges(): void {
  for (let times = 0; times < Math.ceil(ORDERS / 150); times += 1) {
    const one = placed[pick(placed.length)] as FakeOrder
    const [line] = one.lines
    if (one.shipped.length > 0 || one.cancelledAt || !line) continue
    const change = pick(3)
    if (change === 0 && one.lines.length > 1) store.shop.merchant.takeOff(line, line.currentQuantity)
    if (change === 1 && one.shippingAddress) {
      one.shippingAddress = { ...one.shippingAddress, address1: `Nygatan ${pick(99)}` }
      store.shop.changed(one)
    }
    if (change === 2) store.shop.merchant.cancelOrder(one)
  }
}

/** The week is over: nothing gets lost any more, and what is still owed is done. */
async function settle(): Promise<void> {
  store.heal()
  for (let hour = 0; hour < 4; hour += 1) {
    at += HOUR
    store.keepTime()
    await store.deliver()
    await ask('store.owe-readings', { which: hour === 0 ? 'daily' : 'all' })
    await store.tasks.idle()
    await dispatcher.idle()
  }
}

async function sweep(): Promise<void> {
  for (const job of ['late.sweep', 'complaint.sweep', 'return.sweep', 'case.escalate', 'digest.send'])
    await runInBatches(house.ask, job, new AbortController().signal, error => {
      throw error
    })
}

/** A refusal is an answer, and counted; anything else is a fault of ours. */
async function ask(command: string, input: Record<string, unknown>): Promise<void> {
  await house.ask(command, input, system).catch(error => {
    if (!(error instanceof Refusal)) throw error
    refused += 1
  })
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  await work()
  took[what] = [...(took[what] ?? []), performance.now() - began]
}

async function found<T>(query: ReturnType<typeof sql>): Promise<readonly T[]> {
  return rowsOf(await db.execute(query)) as readonly T[]
}

function openPurchaseOrders() {
  return found<{
    number: string
    acknowledged: boolean
  }>(sql`select number, acknowledged_at is not null as acknowledged
    from purchase_orders where sent_at is not null and shipped_at is null and declined_at is null and cancelled_at is null
    order by number`)
}

/** What a shop owner would lose, in words; none where all is well. */
async function faults(): Promise<readonly string[]> {
  const counted = async (what: string, query: ReturnType<typeof sql>) => {
    const [row] = await found<{ n: number }>(query)
    return row && row.n > 0 ? [`${row.n} ${what}`] : []
  }
  const [{ n: orders } = { n: 0 }] = await found<{ n: number }>(sql`select count(*)::int as n from orders`)
  const keys = chat.messages.map(message => message.key)
  return [
    ...(orders === placed.length ? [] : [`${placed.length} orders were placed, ${orders} are here`]),
    ...(new Set(keys).size === keys.length ? [] : [`${keys.length - new Set(keys).size} messages were posted twice`]),
    ...(await counted('messages were never posted', sql`select count(*)::int as n from outbox where state <> 'sent'`)),
    ...(await counted(
      'lines are asked for by more pieces than were ever bought',
      sql`select count(*)::int as n from (
        select l.id from order_lines l
        join purchase_order_lines p on p.order_line_id = l.id
        join purchase_orders o on o.id = p.purchase_order_id
        where o.declined_at is null and o.cancelled_at is null and o.replaces is null
        group by l.id, l.ordered having sum(p.quantity) > l.ordered) as over_asked`,
    )),
    ...(await counted(
      'purchase orders have more in parcels than they ask for',
      sql`select count(*)::int as n from (
        select p.purchase_order_id from purchase_order_lines p
        join shipments s on s.purchase_order_id = p.purchase_order_id
        join shipment_lines i on i.shipment_id = s.id and i.order_line_id = p.order_line_id
        group by p.purchase_order_id, p.order_line_id, p.quantity having sum(i.quantity) > p.quantity) as over_shipped`,
    )),
    ...(await counted(
      'late cases are open for one purchase order',
      sql`select coalesce(sum(n - 1), 0)::int as n from (select count(*) as n from cases
        where kind = 'late' and closed_at is null group by purchase_order_id having count(*) > 1) as doubled`,
    )),
  ]
}

function foundByReading() {
  return found<{ n: number }>(sql`select count(*)::int as n from found_orders`)
}

async function report(): Promise<void> {
  const [row] = await found<Record<string, number>>(sql`select
    (select count(*)::int from orders) as orders,
    (select count(*)::int from purchase_orders) as "purchase orders",
    (select count(*)::int from purchase_orders where shipped_at is not null) as shipped,
    (select count(*)::int from cases where kind = 'late') as "late cases",
    (select count(*)::int from changes) as changes,
    (select count(*)::int from events) as events`)
  console.log(
    Object.entries(row ?? {})
      .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
      .join(', '),
  )
  console.log(`${chat.messages.length.toLocaleString('en')} messages, ${refused} refusals, seed ${SEED}`)
  const { webhooks, deafHours, calls } = store.dropped
  console.log(`${webhooks} webhooks never sent, ${deafHours} hours without an answer, ${calls} calls to the store lost`)
  const [read] = await foundByReading()
  const ends = store.shop.orders.values().reduce((sum, one) => sum + one.live.length, 0)
  console.log(
    `${read?.n ?? 0} orders came by reading the store; it has ${ends} fulfilments, and refuses ${(await failingHere(db)).length}`,
  )
  for (const room of ['orders', 'alerts', roomOf(0)])
    console.log(`  ${room}: ${chat.messages.filter(message => message.channel === room).length} messages`)
  for (const [what, all] of Object.entries(took)) {
    const sorted = all.toSorted((a, b) => a - b)
    const part = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
    console.log(`  ${what}: ${all.length} times, median ${part(0.5)} ms, 95 % ${part(0.95)} ms`)
  }
}
