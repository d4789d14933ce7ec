import { overview } from '../src/digests/overview.ts'
import { openHouse } from '../src/house.ts'
import { listStaffRoom } from '../src/kernel/asking/room.ts'
import type { Database } from '../src/kernel/ground/db.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import type { Answer } from '../src/kernel/shapes/answer.ts'
import type { Drawn } from '../src/kernel/shapes/chat.ts'
import { memoryChat } from '../test/stage/memory-chat.ts'
import { ownDatabase } from './own-database.ts'
import { spentOn } from './reads/count-statements.ts'
import { AMONG, BEFORE, layShop, NOW, OPEN, old, SUPPLIERS } from './reads/lay-shop.ts'

// What it costs to look: the same open work with little and with much behind it. Every answer is checked.
// npm run bench:reads            (embedded; on PostgreSQL when DATABASE_URL names a server, in databases of its own)
// npm run bench:reads -- 100000  (the larger shop)
const SIZES = [1_000, Number(process.argv[2] ?? 100_000)]
const ROUNDS = Number(process.env.ROUNDS ?? 25)

const CASES = OPEN.late + AMONG.complaints + AMONG.changes
const COUNTS: Readonly<Record<string, number>> = {
  Late: OPEN.late - AMONG.snoozed,
  'Needs routing': AMONG.loose + OPEN.declined,
  'To acknowledge soon': AMONG.near,
  'Changes unanswered': AMONG.changes,
  'Cases without an owner': CASES - AMONG.owned,
  'Not acknowledged': OPEN.sent,
  'Not forwarded': OPEN.new - AMONG.loose,
  'On hold': OPEN.held,
}

type Read = { name: string; look: () => Promise<unknown> }
type Shop = Awaited<ReturnType<typeof openShop>>

const shops: Shop[] = []
try {
  for (const size of SIZES) shops.push(await openShop(size))
  const [small, large] = shops as [Shop, Shop]
  console.log(`${large.place}: ${SIZES.map(size => size.toLocaleString('en')).join(' and ')} orders, ${ROUNDS} rounds`)
  console.log(
    `${'read'.padEnd(34)}${['in all p50', 'p99 ms', 'database p50', 'p99 ms', 'statements', 'ratio'].map(head => head.padStart(13)).join('')}`,
  )
  for (const [index, { name, look }] of large.reads.entries()) {
    const other = small.reads[index]?.look ?? look
    const [few, many] = [await measure(other), await measure(look)]
    const cells = [
      ...[many.all, many.database].flatMap(times => [at(times, 0.5), at(times, 0.99)].map(ms => ms.toFixed(1))),
      [...new Set([...few.statements, ...many.statements])].join('/'),
      `${(at(many.database, 0.5) / at(few.database, 0.5)).toFixed(2)}×`,
    ]
    console.log(`${name.padEnd(34)}${cells.map(cell => cell.padStart(13)).join('')}`)
  }
} finally {
  for (const { close } of shops) await close()
}

async function openShop(size: number) {
  const database = await ownDatabase()
  try {
    return await readsOf(database, size)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function readsOf(database: Database, size: number) {
  await layShop(database.db, size)
  const { desk, chats } = openHouse({ database, log: openLog('silent'), counted: () => {}, now: () => NOW })
  const chat = memoryChat({ channels: ['orders', 'alerts'] })
  chats.set(chat.name, chat)
  for (const purpose of ['orders', 'alerts'] as const)
    await listStaffRoom(database.db, { chat: chat.name, channel: purpose, name: purpose, purpose }, NOW)
  const sam = { chat: chat.name, user: 'sam', name: 'Sam', channel: 'orders', roles: [] }
  const number = String(old(size))
  const n = Number(number) - BEFORE
  const types = (line: string, fits: (card: Drawn) => boolean): Read => ({
    name: line.replace(number, '<old>').replace(/[0-9a-f]{20,}/, '<name>'),
    look: async () => mustHold(line, fits(cardOf(await desk.typed(sam, line)))),
  })
  const key = (line: string, first: string): Read => ({
    name: `a key: ${line}`.replace(number, '<old>'),
    look: async () => mustHold(line, (await desk.suggest(sam, line))[0]?.label.startsWith(first) === true),
  })
  const counted = async () => {
    const { counts } = await overview(database.db, NOW)
    const found = Object.fromEntries(counts.map(({ label, value }) => [label, value]))
    for (const [label, value] of Object.entries(COUNTS)) mustHold(`${label} ${found[label]}`, found[label] === value)
  }
  const finds = (text: string, first: string): Read =>
    types(`/order find ${text}`, card => card.lines?.[0]?.text.startsWith(first) === true)
  const newest = String(BEFORE + size)
  const reads: readonly Read[] = [
    types(`/order show ${number}`, card => card.title === `Order ${number}`),
    types('/order list', card => card.lines?.length === 20 && card.lines[0]?.text.startsWith(newest) === true),
    types('/order list new', card => card.summary.startsWith(`${OPEN.new + OPEN.held} new orders`)),
    types('/supplier list', card => card.lines?.length === SUPPLIERS),
    types('/store list', card => card.lines?.length === 3),
    types('/case list', card => card.summary.includes(`of ${CASES} cases`)),
    types('/late list', card => card.summary.startsWith(`${OPEN.late - AMONG.snoozed} late`)),
    types('/late digest', card => card.summary.startsWith(`${OPEN.late - AMONG.snoozed} late`)),
    { name: 'overview (App Home)', look: counted },
    types('/order overview', card => card.facts?.some(({ value }) => value === String(OPEN.held)) === true),
    finds(number, number),
    finds(`${number}-A`, number),
    finds('oak', newest),
    finds(`c${n}@example.com`, number),
    finds(`TRK${String(n).padStart(9, '0')}DE`, number),
    key('/order show ', newest),
    key(`/order show ${newest[0]}`, newest),
    key(`/order show ${number}`, number),
    key(`/tracking add ${number}`, `${number}-A`),
    key('/case show ', 'C'),
  ]
  return { reads, place: database.place.replace(/ in .*/, ''), close: database.close }
}

async function measure(look: () => Promise<unknown>) {
  const times = { all: [] as number[], database: [] as number[], statements: new Set<number>() }
  for (let round = 0; round < ROUNDS + 5; round += 1) {
    const began = performance.now()
    const { statements, ms } = await spentOn(look)
    // The first few warm up.
    if (round < 5) continue
    times.all.push(performance.now() - began)
    times.database.push(ms)
    times.statements.add(statements)
  }
  return times
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}

function cardOf(answer: Answer): Drawn {
  if (answer.kind !== 'shown') throw new Error(`no card, but ${JSON.stringify(answer)}`)
  return answer.card
}

function mustHold(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`)
}
