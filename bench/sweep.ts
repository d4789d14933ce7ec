import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { cases } from '../src/cases/tables.ts'
import { openHouse } from '../src/house.ts'
import { runInBatches } from '../src/kernel/carrying/run-in-batches.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { rowsOf } from '../src/kernel/ground/rows-of.ts'
import { outbox } from '../src/kernel/ground/tables.ts'
import { dueQuery } from '../src/late/lock-due-purchase-orders.ts'
import { notices } from '../src/late/tables.ts'
import { layOpenOrders } from '../test/stage/open-orders.ts'
import { ownDatabase } from './own-database.ts'

// What a sweep costs: what is due, not what is open. Embedded, or on PostgreSQL when DATABASE_URL names a server.
// Shops of all sizes are swept in turns, so that whatever else the machine does weighs on each alike.
// npm exec node -- bench/sweep.ts 1000000
const SIZES = [1_000, 10_000, 100_000, 1_000_000].filter(size => size <= Number(process.argv[2] ?? 1_000_000))
const DUE = 100
const ROUNDS = Number(process.argv[3] ?? 12)
const NOW = new Date('2026-11-23T12:00:00Z')
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)
/** Open for weeks yet: the next warning of the first is an hour away. */
const OPEN = { sentAt: hours(-240), acknowledgeBy: null, shipBy: hours(25), spread: 30 * 86_400, watchedFrom: hours(1) }
/** Their ship-by has just passed; the warnings before it nobody heard. */
const LATE = { sentAt: hours(-240), acknowledgeBy: null, shipBy: hours(-1), spread: 1_800, watchedFrom: hours(-25) }

type Shop = Awaited<ReturnType<typeof openShop>>
const shops: Shop[] = []
for (const size of SIZES) shops.push(await openShop(size))
for (let round = 0; round < ROUNDS; round += 1)
  for (const shop of shops) {
    for (let time = 0; time < 3; time += 1) shop.idle.push(await sweep(shop))
    await layOpenOrders(shop.database.db, 10_000_000 + round * DUE, DUE, 50, LATE)
    shop.busy.push(await sweep(shop))
    await mustHaveNotified(shop, (round + 1) * DUE)
  }

const [first, last] = [shops[0], shops.at(-1)] as [Shop, Shop]
console.log(`${first.database.place.replace(/ in .*/, '')}: ms, the fastest of several sweeps, and what it grew by`)
for (const { size, idle, busy, grew } of shops)
  console.log(
    `${size.toLocaleString('en').padStart(9)} open: nothing due ${shown(idle)}, ${DUE} due ${shown(busy)}, ${grew} MB`,
  )
let due = ROUNDS * DUE
for (const many of [1_000, 10_000]) {
  await layOpenOrders(last.database.db, 20_000_000 + many, many, 50, LATE)
  const took = await sweep(last)
  due += many
  await mustHaveNotified(last, due)
  console.log(
    `${last.size.toLocaleString('en').padStart(9)} open: ${many.toLocaleString('en')} due at once ${took.toFixed(0)}`,
  )
}
const ratio = (of: 'idle' | 'busy') => `${(Math.min(...last[of]) / Math.min(...first[of])).toFixed(2)}×`
console.log(`largest to smallest: nothing due ${ratio('idle')}, ${DUE} due ${ratio('busy')}`)
await layOpenOrders(last.database.db, 40_000_000, DUE, 50, LATE)
for (const line of await planOf(last)) console.log(`  ${line}`)
for (const shop of shops) await shop.close()

/** A shop with so many purchase orders open, and a planner that knows it. */
async function openShop(size: number) {
  const database = await ownDatabase()
  for (let laid = 0; laid < size; laid += 100_000)
    await layOpenOrders(database.db, laid + 1, Math.min(100_000, size - laid), 50, OPEN)
  await database.db.execute(sql`
    insert into rooms (chat, channel, name, side, purpose, supplier_id, listed_at)
    select 'memory', 'alerts', 'alerts', 'staff', 'alerts', null, now()
    union all select 'memory', name, name, 'supplier', null, id, now() from suppliers`)
  await database.db.execute(sql`vacuum analyze`)
  const { ask } = openHouse({ database, log: openLog('silent'), counted: () => {}, now: () => NOW })
  return { database, close: database.close, size, ask, idle: [] as number[], busy: [] as number[], grew: 0 }
}

/** How long a tick takes, ms. */
async function sweep(shop: Shop): Promise<number> {
  const [began, memory] = [performance.now(), process.memoryUsage().rss]
  await runInBatches(shop.ask, 'late.sweep', new AbortController().signal, error => {
    throw error
  })
  shop.grew = Math.max(shop.grew, Math.round((process.memoryUsage().rss - memory) / 2 ** 20))
  return performance.now() - began
}

/** @throws Error unless each that was due has its case, somebody was notified of it, and a message is owed. */
async function mustHaveNotified({ database: { db } }: Shop, due: number): Promise<void> {
  const open = await db.$count(cases, eq(cases.kind, 'late'))
  const silent = await db.$count(notices, and(isNotNull(notices.caseId), isNull(notices.notified)))
  const owed = await db.$count(outbox)
  if (open !== due || silent > 0 || owed === 0)
    throw new Error(`${due} were due: ${open} have a case, nobody was notified of ${silent}, ${owed} messages are owed`)
}

/** How the database comes to what is due, line by line. */
async function planOf({ database: { db } }: Shop): Promise<readonly string[]> {
  const query = dueQuery(db, NOW, { most: DUE, skip: 0 }).getSQL()
  const plan = await db.execute(sql`explain (analyze, costs off, timing off, summary off, buffers off) ${query}`)
  return rowsOf(plan).map(row => Object.values(row).join())
}

function shown(all: readonly number[]): string {
  return Math.min(...all)
    .toFixed(1)
    .padStart(6)
}
