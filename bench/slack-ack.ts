import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { brisk } from '../test/slack/fake/clock.ts'
import type { Seen } from '../test/slack/fake/seen.ts'
import { startSlack } from '../test/slack/fake/slack.ts'
import { asInstalled } from '../test/slack/manifest.ts'
import { system } from '../test/stage/bot.ts'
import { incoming } from '../test/stage/incoming.ts'
import { openShop } from '../test/stage/shop.ts'
import { openSlackBot, people, placesOf } from '../test/stage/slack/slack-bot.ts'
import { bareBolt } from './acts/bare-bolt.ts'
import { ownDatabase } from './own-database.ts'

// How soon what people do in Slack is acknowledged, with the fake Slack and the bot in one process; and before it, in the
// same process, what Bolt does by itself.
// npm exec node -- bench/slack-ack.ts 50 20        (interactions a second, seconds; DATABASE_URL for PostgreSQL)
const rate = Number(process.argv[2] ?? 50)
const seconds = Number(process.argv[3] ?? 20)

const database = await ownDatabase()
const fake = await startSlack({ timing: brisk, app: asInstalled() })
const shop = people(fake)
const bot = await openSlackBot(Object.assign(database, { url: null, empty: async () => {} }), fake)
await openShop(bot, placesOf(shop))
const { sam, mei, rooms } = shop
for (let number = 1; number <= 20; number++) {
  await bot.ask('order.receive', incoming(String(number), [{ sku: 'LAMP' }]), system)
  await bot.ask('order.forward', { order: String(number) }, system)
}
await bot.settles()

const stories = sam.sees(rooms.orders).filter(seen => seen.buttons.includes('Story'))
const orders = mei.sees(rooms.lumen).filter(seen => seen.buttons.includes('Add tracking'))
const any = (all: readonly Seen[]) => all[Math.floor(Math.random() * all.length)] as Seen
/** What people do, evenly: a question, a change, a card, a form. */
const acts = [
  () => sam.types(rooms.orders, '/order list'),
  () => sam.types(rooms.orders, '/order note 7 fragile'),
  () => sam.presses(any(stories), 'Story'),
  () => mei.presses(any(orders), 'Add tracking'),
]

type Act = () => Promise<number>
const timed = (act: (typeof acts)[number]) => async () => {
  const { ms, failure } = await act()
  return failure ? Number.POSITIVE_INFINITY : (ms ?? 0)
}

/** So many acts, evenly over the seconds; how soon each was acknowledged, ms, the soonest first. */
async function atRate(of: readonly Act[]): Promise<readonly number[]> {
  const began = performance.now()
  const running: Promise<number>[] = []
  for (let count = 0; count < rate * seconds; count++) {
    await wait(Math.max(0, began + (count * 1_000) / rate - performance.now()))
    running.push((of[count % of.length] as Act)())
  }
  return (await Promise.all(running)).toSorted((a, b) => a - b)
}
const at = (took: readonly number[], share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]
const inWords = (took: readonly number[]) =>
  `median ${at(took, 0.5)}, 90 % ${at(took, 0.9)}, 99 % ${at(took, 0.99)}, longest ${at(took, 1)}`

const bolt = await bareBolt(database.db)
await bolt.types()
const bare = await atRate([bolt.types])
await bolt.close()

for (const act of acts) await act()
await bot.settles()
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const began = performance.now()
const took = await atRate(acts.map(timed))
await bot.settles()
const whole = ((performance.now() - began) / 1_000).toFixed(1)
if (took.includes(Number.POSITIVE_INFINITY)) throw new Error('something that people did was not acknowledged')

const quick = ((100 * took.filter(ms => ms <= 300).length) / took.length).toFixed(2)
const place = process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded database'
console.log(`${took.length} acts at ${rate}/s over sockets, ${place}, all done after ${whole} s`)
console.log(`Bolt that inserts a row and acknowledges, after ms: ${inWords(bare)}`)
console.log(`Waybill, acknowledged after ms: ${inWords(took)}`)
console.log(
  `within 300 ms: ${quick} %, failures ${fake.failures.length}, longest wait of the loop ${Math.round(delay.max / 1e6)} ms`,
)
await bot.stop()
await fake.close()
await database.close()
