import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Hono } from 'hono'
import { connectShopify } from '../src/integrations/shopify/routes.ts'
import { orders } from '../src/orders/tables.ts'
import { linePayload, orderPayload } from '../test/shopify/payloads.ts'
import { openBot, system } from '../test/stage/bot.ts'
import { layOpenOrders } from '../test/stage/open-orders.ts'
import { cardIn, openShop, shopChat } from '../test/stage/shop.ts'
import { flowBot } from './acts/flow-bot.ts'
import { plainBot } from './acts/plain-bot.ts'
import { ownDatabase } from './own-database.ts'
import { spentOn } from './reads/count-statements.ts'

// What a store's webhook and people's acts cost from the door to the card, with so many orders there before; and in the
// same run a plain bot that inserts and posts, and the same as a flow of Node-RED's kind. All that should be there in the
// end is counted.
// npm run bench:acts -- 1000       (embedded; on PostgreSQL when DATABASE_URL names a server)
const BEFORE = Number(process.argv[2] ?? 1_000)
const EACH = 40
/** Turns before those that count, for the plain bot as well: a process that runs for weeks is not measured by its first minute. */
const WARM_UP = 40
const BURST = 300
const IN_FLIGHT = 16
const SECRET = 'bench'

const database = await ownDatabase()
const { db } = database
const chat = shopChat()
chat.openRoom('plain')
const bot = await openBot(database, chat)
await openShop(bot)
const now = new Date()
const open = { sentAt: now, acknowledgeBy: null, shipBy: new Date(now.getTime() + 90 * 86_400_000), spread: 86_400 }
await layOpenOrders(db, 1, BEFORE, 13, { ...open, watchedFrom: open.shipBy })
await db.execute(sql`create table plain_orders (id bigint primary key, body jsonb not null)`)
await db.execute(sql`analyze`)
const shop = connectShopify({ ask: bot.ask, secret: SECRET, ready: () => true })
const plain = plainBot(db, chat, SECRET)
const flow = flowBot(db, chat, SECRET)

/** An hour later, in which new orders have cards of their own again. */
const nextHour = () => bot.wait(3_600_000)

let last = 500_000
/** Delivers an order of a lamp and a bowl, of two suppliers, as Shopify would. @returns its number */
async function deliver(app: Hono): Promise<string> {
  const number = String(++last)
  const line_items = ['LAMP', 'BOWL'].map((sku, at) => linePayload({ id: last * 10 + at, sku, properties: [] }))
  const body = JSON.stringify(
    orderPayload({ id: last, name: `#${number}`, admin_graphql_api_id: undefined, line_items }),
  )
  const headers = {
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Shop-Domain': 'bench.myshopify.com',
    'X-Shopify-Webhook-Id': `bench-${number}`,
    'X-Shopify-Hmac-Sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
  }
  const answer = await app.request('/', { method: 'POST', body, headers })
  if (answer.status !== 200) throw new Error(`order ${number} was answered ${answer.status}`)
  return number
}

type Cost = { times: number[]; cpu: number; statements: number[] }

async function measure(act: (turn: number) => Promise<unknown>): Promise<Cost> {
  const cost: Cost = { times: [], cpu: 0, statements: [] }
  for (let turn = -WARM_UP; turn < EACH; turn++) {
    // As autovacuum does within a minute: until then statements keep the plans that were made for empty tables.
    if (turn === 0) await db.execute(sql`analyze`)
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    const { statements } = await spentOn(async () => {
      await act(turn)
      await bot.pump.idle()
    })
    if (turn < 0) continue
    const used = process.cpuUsage(cpu)
    cost.times.push(performance.now() - began)
    cost.cpu += (used.user + used.system) / 1_000 / EACH
    cost.statements.push(statements)
  }
  return cost
}

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const numbers: string[] = []
const mei = bot.as('Mei', 'lumen')
const sam = bot.as('Sam', 'orders')

const peer = await measure(() => deliver(plain))
const rows: [string, Cost][] = [['plain bot: webhook → post', peer]]
rows.push(['flow of nodes: webhook → post', await measure(() => deliver(flow))])
const withCard = async (turn: number) => {
  if (turn % 10 === 0) nextHour()
  return deliver(shop)
}
rows.push(['webhook → card', await measure(async turn => numbers.push(await withCard(turn)))])
rows.push([
  '/order forward → two purchase orders',
  await measure(turn => sam.types(`/order forward ${numbers[turn + WARM_UP]}`)),
])
const acknowledge = (turn: number) =>
  mei.presses(cardIn(chat, 'lumen', `Purchase order ${numbers[turn + WARM_UP]}-A`), 'Acknowledge')
rows.push(['Acknowledge → cards redrawn', await measure(acknowledge)])
const track = async (turn: number) => {
  const said = await mei.types(`/tracking add ${numbers[turn + WARM_UP]}-A POST${turn + 100} carrier:"other: Post"`)
  if (said.kind !== 'said') throw new Error(`the parcel of ${numbers[turn + WARM_UP]} was not recorded`)
}
rows.push(['/tracking add → cards redrawn', await measure(track)])
await bot.ask('store.autoforward', { store: 'bench', setting: 'on' }, system)
rows.push(['webhook → two purchase orders', await measure(withCard)])

console.log(`${database.place.replace(/ (in|at) .*/, '')}, ${BEFORE.toLocaleString('en')} orders before`)
console.log(
  `${''.padEnd(40)}${['p50 ms', 'p99 ms', 'statements', 'CPU ms', 'to plain'].map(head => head.padStart(12)).join('')}`,
)
for (const [name, { times, cpu, statements }] of rows) {
  const ratio = at(times, 0.5) / at(peer.times, 0.5)
  const cells = [
    at(times, 0.5).toFixed(1),
    at(times, 0.99).toFixed(1),
    String(at(statements, 0.5)),
    cpu.toFixed(1),
    `${ratio.toFixed(1)}×`,
  ]
  console.log(`${name.padEnd(40)}${cells.map(cell => cell.padStart(12)).join('')}`)
}

type Burst = { answered: number; posted: number; longest: number; cpu: number }

/** So many orders, so many of them under way at once; by the second, until all are answered and until all is posted. */
async function burst(app: Hono): Promise<Burst> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const perSecond = () => BURST / ((performance.now() - began) / 1_000)
  const took: number[] = []
  let left = BURST
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (left-- > 0) {
        const sent = performance.now()
        await deliver(app)
        took.push(performance.now() - sent)
      }
    }),
  )
  const answered = perSecond()
  await bot.pump.idle()
  const used = process.cpuUsage(cpu)
  return {
    ...{ answered, posted: perSecond(), longest: at(took, 0.99) },
    cpu: (used.user + used.system) / 1_000 / BURST,
  }
}

/** How many orders the orders room has heard of: by a card each, and counted in the message of their hour. */
function shownToStaff(): number {
  const cards = chat.messages.filter(({ channel }) => channel === 'orders').map(({ card }) => card)
  const counted = cards.flatMap(({ summary }) => /^(\d+) more orders? came in/.exec(summary)?.[1] ?? [])
  return (
    cards.filter(({ title }) => /^Order \d+$/.test(title)).length + counted.reduce((sum, one) => sum + Number(one), 0)
  )
}

/** A burst, of which so many orders must be there and shown to staff, and so many messages elsewhere, each once. */
async function measureBurst(what: string, app: Hono, due: { orders: number; elsewhere: number }, peer?: Burst) {
  nextHour()
  const elsewhere = () => chat.messages.filter(({ channel }) => channel !== 'orders').length
  const before = [await db.$count(orders), shownToStaff(), elsewhere()]
  const took = await burst(app)
  const after = [await db.$count(orders), shownToStaff(), elsewhere()]
  const got = after.map((many, at) => many - (before[at] ?? 0))
  if (got.join() !== [due.orders, due.orders, due.elsewhere].join())
    throw new Error(`${what}: orders, shown to staff, and messages elsewhere are ${got.join(', ')}`)
  const keys = chat.messages.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw new Error(`${what}: messages were posted twice`)
  const share = peer ? `${((took.answered / peer.answered) * 100).toFixed(0)} %` : '100 %'
  const cells = [took.answered.toFixed(0), took.posted.toFixed(0), took.longest.toFixed(0), took.cpu.toFixed(1), share]
  console.log(`${what.padEnd(40)}${cells.map(cell => cell.padStart(12)).join('')}`)
  return took
}

console.log(`\nbursts of ${BURST} orders, ${IN_FLIGHT} at once`)
console.log(
  `${''.padEnd(40)}${['answered/s', 'done/s', 'p99 ms', 'CPU ms', 'to plain'].map(head => head.padStart(12)).join('')}`,
)
const plainBurst = await measureBurst('plain bot', plain, { orders: 0, elsewhere: BURST })
await measureBurst('flow of nodes', flow, { orders: 0, elsewhere: BURST }, plainBurst)
await measureBurst('with two purchase orders each', shop, { orders: BURST, elsewhere: BURST * 2 }, plainBurst)
await bot.ask('store.autoforward', { store: 'bench', setting: 'off' }, system)
await measureBurst('without purchase orders', shop, { orders: BURST, elsewhere: 0 }, plainBurst)
await bot.close()
await database.close()
