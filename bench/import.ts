import { monitorEventLoopDelay } from 'node:perf_hooks'
import { csvImporter } from '../src/integrations/csv/importer.ts'
import type { Ask } from '../src/kernel/asking/command.ts'
import type { Actor } from '../src/kernel/shapes/actor.ts'
import { orders } from '../src/orders/tables.ts'
import { purchaseOrders } from '../src/purchase-orders/tables.ts'
import { exportOf, first, next } from '../test/csv/exports.ts'
import { openBot } from '../test/stage/bot.ts'
import { openShop, shopChat } from '../test/stage/shop.ts'
import { ownDatabase } from './own-database.ts'
import { spentOn } from './reads/count-statements.ts'

// A large export of orders of two lines: reading alone, then all of it into a database, without and with purchase orders.
// What is there in the end is counted, and a second run must change nothing.
// npm run bench:import -- 5000       (embedded; on PostgreSQL when DATABASE_URL names a server)
const ORDERS = Number(process.argv[2] ?? 5_000)
const staff: Actor = { side: 'staff', chat: 'bench', user: 'u', name: 'Bench', roomId: null }
const file = exportOf(
  Array.from({ length: ORDERS }, (_, at) => [
    first({ Name: `#${at}`, Id: `${10_000_001 + at * 3}`, 'Lineitem sku': 'LAMP' }),
    next({ Name: `#${at}`, 'Lineitem name': 'Bowl', 'Lineitem sku': 'BOWL' }),
  ]).flat(),
)
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

type Spent = { seconds: number; cpu: number; statements: number }
async function measure(what: string, work: () => Promise<unknown>, less?: Spent): Promise<Spent> {
  delay.reset()
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const { statements } = await spentOn(work)
  const used = process.cpuUsage(cpu)
  const spent = { seconds: (performance.now() - began) / 1_000, cpu: (used.user + used.system) / 1_000, statements }
  const rate = ORDERS / (spent.seconds - (less?.seconds ?? 0))
  const cells = [
    rate.toFixed(0),
    (spent.cpu / ORDERS).toFixed(2),
    (statements / ORDERS).toFixed(3),
    (delay.max / 1e6).toFixed(0),
  ]
  console.log(`${what.padEnd(40)}${cells.map(cell => cell.padStart(14)).join('')}`)
  return spent
}

function expectAll(what: string, got: number, due: number): void {
  if (got !== due) throw new Error(`${what}: ${got} of ${due}`)
}

const received: Ask = async (_, input) => {
  const { orders } = input as { orders: readonly unknown[] }
  return { text: '', each: orders.map(() => ({ text: '', outcome: 'received' })) }
}
const run = async (ask: Ask, as: 'received' | 'unchanged') => {
  const report = await csvImporter({ ask }).run({ bytes: file, store: 'Bench' }, staff, () => {})
  expectAll(as, report[as], ORDERS)
}

async function into(what: string, setting: 'on' | 'off', read: Spent): Promise<void> {
  const database = await ownDatabase()
  const { db } = database
  const bot = await openBot(database, shopChat())
  await bot.pump.stop()
  await openShop(bot)
  const one = exportOf([first({ Name: '#before', Id: '7', 'Lineitem sku': 'LAMP' })])
  await csvImporter({ ask: bot.ask }).run({ bytes: one, store: 'Bench' }, staff, () => {})
  await bot.ask('store.autoforward', { store: 'Bench', setting }, staff)
  await measure(what, () => run(bot.ask, 'received'), read)
  expectAll('orders', await db.$count(orders), ORDERS + 1)
  expectAll('purchase orders', await db.$count(purchaseOrders), setting === 'on' ? ORDERS * 2 : 0)
  if (setting === 'off') await measure('the same again', () => run(bot.ask, 'unchanged'), read)
  await database.close()
}

console.log(`${ORDERS.toLocaleString('en')} orders of two lines`)
console.log(
  `${''.padEnd(40)}${['orders/s', 'CPU ms each', 'statements', 'longest wait'].map(one => one.padStart(14)).join('')}`,
)
const read = await measure('reading alone', () => run(received, 'received'))
await into('into the database', 'off', read)
await into('with two purchase orders each', 'on', read)
