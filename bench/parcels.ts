import { isNotNull, sql } from 'drizzle-orm'
import { checkpoints, followedNumbers } from '../src/checkpoints/tables.ts'
import { openHouse } from '../src/house.ts'
import { runInBatches } from '../src/kernel/carrying/run-in-batches.ts'
import { startTasks } from '../src/kernel/carrying/tasks.ts'
import { openFeedDoor } from '../src/kernel/connecting/feed-door.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { openSeal } from '../src/kernel/ground/seal.ts'
import type { Feed, FollowedParcel, TaggedScan } from '../src/kernel/shapes/feed.ts'
import { shipments } from '../src/shipments/tables.ts'
import { taskKinds } from '../src/tasks.ts'
import { parcelCases } from '../src/troubles/tables.ts'
import { layOpenOrders } from '../test/stage/open-orders.ts'
import { ownDatabase } from './own-database.ts'
import { spentOn } from './reads/count-statements.ts'

// What it costs to follow parcels: few on their way, and many. Embedded, or on PostgreSQL when DATABASE_URL names a server.
// npm run bench:parcels -- 100000
const SIZES = [1_000, Number(process.argv[2] ?? 100_000)]
const BURST = 1_000
const AT_ONCE = 16
const SILENT = 100
const NOW = new Date('2026-11-23T12:00:00Z')
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)
const SENT = { sentAt: hours(-72), acknowledgeBy: null, shipBy: hours(240), spread: 3_600, watchedFrom: hours(200) }
const numberOf = (n: number) => `TRK${String(n).padStart(9, '0')}DE`

type Shop = Awaited<ReturnType<typeof openShop>>
const head = [
  'parcels',
  'registered/s',
  'webhooks/s',
  'p99 ms',
  'statements each',
  'nothing due ms',
  `${SILENT} silent ms`,
  'no trouble ms',
  `${SILENT} stuck ms`,
]
console.log(head.map(title => title.padStart(16)).join(''))
for (const size of SIZES) {
  const shop = await openShop(size)
  try {
    const registered = await timed(() => register(shop))
    const { times, statements, ms } = await burst(shop)
    await mustHold(shop)
    const [idle, silent] = [await read(shop, 0), await read(shop, SILENT)]
    const [well, stuck] = [await sweep(shop, 0), await sweep(shop, SILENT)]
    const cells = [
      ...[size, (size / registered) * 1_000, (BURST / ms) * 1_000].map(figure =>
        Math.round(figure).toLocaleString('en'),
      ),
      ...[
        times.toSorted((a, b) => a - b)[Math.floor(BURST * 0.99)] ?? 0,
        statements / BURST,
        idle,
        silent,
        well,
        stuck,
      ].map(one => one.toFixed(1)),
    ]
    console.log(cells.map(cell => cell.padStart(16)).join(''))
  } finally {
    await shop.close()
  }
}

/** A shop with so many parcels that nobody scanned, and a feed that follows what it is asked to. */
async function openShop(size: number) {
  const database = await ownDatabase()
  const { db } = database
  for (let laid = 0; laid < size; laid += 100_000)
    await layOpenOrders(db, laid + 1, Math.min(100_000, size - laid), 50, SENT)
  await db.execute(sql`
    insert into shipments (purchase_order_id, carrier, carrier_name, number, recorded_at, recorded_by, scan_by)
    select id, 'other', 'Post', 'TRK' || lpad(substr(number, 2, length(number) - 3), 9, '0') || 'DE',
      ${hours(-24).toISOString()}::timestamptz, 'Mei', ${hours(48).toISOString()}::timestamptz from purchase_orders`)
  await db.execute(sql`
    insert into shipment_lines (shipment_id, order_line_id, quantity)
    select s.id, l.order_line_id, 1 from shipments s join purchase_order_lines l using (purchase_order_id)`)
  await db.execute(sql`
    insert into rooms (chat, channel, name, side, purpose, supplier_id, listed_at)
    select 'memory', name, name, 'staff', name, null::uuid, now() from unnest(array['alerts', 'support']) as name
    union all select 'memory', name, name, 'supplier', null, id, now() from suppliers`)
  await db.execute(sql`
    insert into parcel_looks (shipment_id, next_at) select id, ${hours(48).toISOString()}::timestamptz from shipments`)
  await db.execute(sql`vacuum analyze`)
  const log = openLog('silent')
  const house = openHouse({ database, log, counted: () => {}, seal: openSeal(undefined), origins: [], now: () => NOW })
  const asked: FollowedParcel[] = []
  house.feeds.set('bench', feedThatTakes(asked))
  const parts = { db, ask: house.ask, outside: house.outside, publicUrl: null, now: () => NOW }
  const failed = (error: unknown) => console.error(error)
  const tasks = await startTasks({ db, listen: database.listen, kinds: taskKinds(parts), log, failed, now: () => NOW })
  const door = openFeedDoor({
    ...{ ask: house.ask, isOpen: () => true, failed, name: 'bench', title: 'Bench', token: null, isSigned: () => true },
    read: payload => payload as readonly TaggedScan[],
  })
  const close = async () => {
    await tasks.stop()
    await database.close()
  }
  return { db, ask: house.ask, tasks, door, asked, size, close }
}

function feedThatTakes(asked: FollowedParcel[]): Feed {
  return {
    ...{ title: 'Bench', costs: 'Nothing.', most: 100 },
    async register(parcels) {
      asked.push(...parcels)
      return parcels.map(({ number }) => ({ number, refused: null }))
    },
    async read(parcel) {
      asked.push(parcel)
      return []
    },
  }
}

async function register({ ask, tasks }: Shop): Promise<void> {
  await ask('tracking.register', {}, { side: 'system', name: 'bench' })
  await tasks.idle()
}

/** A first scan of each of a thousand parcels, over the feed's own door, so many at once. */
async function burst({ door, size }: Shop) {
  const times: number[] = []
  const step = Math.max(1, Math.floor(size / BURST))
  const left = Array.from({ length: BURST }, (_, at) => numberOf(at * step + 1))
  const send = async () => {
    for (let number = left.pop(); number; number = left.pop()) {
      const scan = { number, tag: 'InTransit', detail: 'accepted', at: hours(-5).toISOString(), words: 'Accepted' }
      times.push(await timed(() => door.request('/', { method: 'POST', body: JSON.stringify([scan]) })))
    }
  }
  let ms = 0
  const { statements } = await spentOn(async () => {
    ms = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, send)))
  })
  return { times, statements, ms }
}

/** How long it takes to look for parcels that nothing was heard of, and to read them. */
async function read({ db, ask, tasks, asked }: Shop, silent: number): Promise<number> {
  await db.execute(sql`
    update followed_numbers set read_at = ${hours(-1).toISOString()}::timestamptz
    where number in (select number from followed_numbers order by number desc limit ${silent})`)
  const before = asked.length
  const ms = await timed(async () => {
    await ask('tracking.owe-readings', {}, { side: 'system', name: 'bench' })
    await tasks.idle()
    // One go reads fifty, so that what is to be registered has its turn.
    await ask('tracking.owe-readings', {}, { side: 'system', name: 'bench' })
    await tasks.idle()
  })
  if (asked.length - before !== silent) throw new Error(`${silent} were silent, ${asked.length - before} were read`)
  return ms
}

/** What a look of the clock costs where so many parcels stopped moving since the last. */
async function sweep({ db, ask }: Shop, stuck: number): Promise<number> {
  const still = hours(-20 * 24).toISOString()
  await db.execute(sql`
    with still as (
      update shipments set tag = 'InTransit', tag_since = ${still}::timestamptz, scanned_at = ${still}::timestamptz, said_at = ${still}::timestamptz
      where id in (select id from shipments order by number desc limit ${stuck}) returning id
    )
    insert into parcel_looks (shipment_id, next_at) select id, ${hours(-1).toISOString()}::timestamptz from still
    on conflict (shipment_id) do update set next_at = excluded.next_at`)
  const ms = await timed(() =>
    runInBatches(ask, 'parcel.sweep', new AbortController().signal, error => {
      throw error
    }),
  )
  const open = await db.$count(parcelCases)
  if (open !== stuck) throw new Error(`${stuck} were stuck, ${open} have a case`)
  return ms
}

/** @throws Error unless each parcel is registered once, and each scan is there once and has its parcel scanned. */
async function mustHold({ db, size, asked }: Shop): Promise<void> {
  const found = {
    registered: await db.$count(followedNumbers, isNotNull(followedNumbers.registeredAt)),
    once: new Set(asked.map(({ number }) => number)).size,
    asked: asked.length,
    scans: await db.$count(checkpoints),
    scanned: await db.$count(shipments, isNotNull(shipments.scannedAt)),
  }
  const wanted = { registered: size, once: size, asked: size, scans: BURST, scanned: BURST }
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`not so: ${JSON.stringify(found)}`)
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
