import { isNotNull } from 'drizzle-orm'
import { purchaseOrders } from '../src/purchase-orders/tables.ts'
import { openBot, system } from '../test/stage/bot.ts'
import { doing } from '../test/stage/doing-tasks.ts'
import { incoming } from '../test/stage/incoming.ts'
import { card, cardIn, openShop, shopChat } from '../test/stage/shop.ts'
import { ownDatabase } from './own-database.ts'

// What it takes to forward many orders at once, each for two suppliers, and for one of them to acknowledge its half: what
// people type and press, how long until they are answered, and until all is done and shown.
// npm run bench:many -- 300       (embedded; on PostgreSQL when DATABASE_URL names a server)
const MANY = Number(process.argv[2] ?? 300)
/** Most that a supplier’s list names at a time. */
const LISTED = 100

const database = await ownDatabase()
const { db } = database
const chat = shopChat()
const bot = await openBot(database, chat)
await openShop(bot)
const work = doing(() => ({ database, bot }))
await work.start()
const [sam, mei] = [bot.as('Sam', 'orders'), bot.as('Mei', 'lumen')]
for (let number = 1; number <= MANY; number++)
  await bot.ask('order.receive', incoming(String(1_000 + number), [{ sku: 'LAMP' }, { sku: 'BOWL' }]), system)
await work.idle()

/** Seconds that something takes. */
async function timed<T>(act: () => Promise<T>): Promise<[took: string, came: T]> {
  const began = performance.now()
  const came = await act()
  return [((performance.now() - began) / 1_000).toFixed(2), came]
}

const typed = '/order forward all'
const [planned, plan] = await timed(() => sam.types(typed))
const [pressed] = await timed(() => sam.presses(card(plan), `Forward ${MANY} orders`))
const [forwarded] = await timed(work.idle)
const made = await db.$count(purchaseOrders)
if (made !== 2 * MANY) throw new Error(`${made} purchase orders were made`)

await bot.ask('po.gather-new', {}, system)
await bot.pump.idle()
let presses = 0
const [acknowledged] = await timed(async () => {
  for (let left = MANY; left > 0; left -= LISTED) {
    const offer = cardIn(chat, 'lumen', 'Several new purchase orders')
    const list = card(await mei.presses(offer, 'Acknowledge all new…'))
    await mei.presses(list, `Acknowledge ${Math.min(left, LISTED)}`)
    presses += 2
    await work.idle()
  }
})
const yes = await db.$count(purchaseOrders, isNotNull(purchaseOrders.acknowledgedAt))
if (yes !== MANY) throw new Error(`${yes} purchase orders were acknowledged`)

const each = '/order forward 1001'.length + 1
console.log(`${database.place.replace(/ (in|at) .*/, '')}, ${MANY} orders of two suppliers each`)
console.log(`staff: ${typed.length + 1} keystrokes and 1 press; one by one: ${MANY} commands of ${each} keystrokes`)
console.log(
  `  shown what goes to whom after ${planned} s, answered after ${pressed} s, all done and shown after ${forwarded} s`,
)
console.log(`a supplier: ${presses} presses; one by one: ${MANY}`)
console.log(`  all done and shown after ${acknowledged} s`)
await work.stop()
await bot.close()
await database.close()
