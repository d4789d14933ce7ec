import { ilike } from 'drizzle-orm'
import { openHouse } from '../src/house.ts'
import { listStaffRoom } from '../src/kernel/asking/room.ts'
import type { Database } from '../src/kernel/ground/db.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { open } from '../src/kernel/ground/open.ts'
import { orders } from '../src/orders/tables.ts'
import { memoryChat } from '../test/stage/memory-chat.ts'
import { layOpenOrders } from '../test/stage/open-orders.ts'

// What completing an order's number costs while one types, beside the bare query, in a shop and in one ten times its size.
// npm run bench:suggest        (the embedded database)
const SIZES = [2_000, 20_000]
const ROUNDS = 50
const NOW = new Date('2026-11-23T12:00:00Z')
const OPEN = { sentAt: NOW, acknowledgeBy: null, shipBy: NOW, spread: 86_400, watchedFrom: NOW }

const shops = await Promise.all(SIZES.map(openShop))
for (let round = 0; round < ROUNDS; round += 1)
  for (const shop of shops) {
    shop.bare.push(await timed(() => bare(shop.database)))
    shop.typed.push(await timed(shop.type))
  }
for (const { size, bare, typed } of shops)
  console.log(
    `${size.toLocaleString('en').padStart(6)} orders: ${median(typed).toFixed(1)} ms, ${(median(typed) / median(bare)).toFixed(1)}× the bare query`,
  )
const [small, large] = shops.map(({ typed }) => median(typed))
if (small && large) console.log(`ten times the orders: ${(large / small).toFixed(2)}×`)
for (const { database } of shops) await database.close()

async function openShop(size: number) {
  const database = await open({ url: null, folder: null })
  await layOpenOrders(database.db, 1, size, 50, OPEN)
  const { desk, chats } = openHouse({ database, log: openLog('silent'), counted: () => {}, now: () => NOW })
  const chat = memoryChat({ channels: ['orders'] })
  chats.set(chat.name, chat)
  await listStaffRoom(database.db, { chat: chat.name, channel: 'orders', name: 'orders', purpose: 'orders' }, NOW)
  const sam = { chat: chat.name, user: 'sam', name: 'Sam', channel: 'orders', roles: [] }
  const type = async () => {
    if ((await desk.suggest(sam, '/order show P1')).length === 0) throw new Error('nothing was suggested')
  }
  return { size, database, type, bare: [] as number[], typed: [] as number[] }
}

function bare({ db }: Database) {
  return db.select({ number: orders.number }).from(orders).where(ilike(orders.number, 'P1%')).limit(25)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}
