import { expect, test } from 'vitest'
import { makeRefund } from '../../src/refunds/make-refund.ts'
import { storeRefunds } from '../../src/refunds/tables.ts'
import { linkedStores } from '../../src/stores/linked-store.ts'
import { aConnectedShop } from '../shopify/a-connected-shop.ts'
import { dice } from '../shopify/dice.ts'
import { system } from '../stage/bot.ts'
import { cardIn } from '../stage/shop.ts'

const stage = aConnectedShop()

class Killed extends Error {}

test('each refund is made once and settled, whenever the process dies, whichever replies are lost, and though the store declines at first', async () => {
  const { shopify, bot, tasks, database } = stage
  const { shop } = shopify
  Object.assign(shop.bucket, { max: 1e9, rate: 1e9 })
  shop.clock.pass(10)
  const sam = bot.as('Sam', 'support')
  const placed = Array.from({ length: 6 }, (_, at) => shop.place({ name: `#${2000 + at}`, lines: [{ sku: 'LAMP' }] }))
  for (const order of placed) {
    await stage.arrive(order)
    const number = order.name.slice(1)
    await bot.ask('order.forward', { order: number }, system)
    await bot.ask('complaint.open', { order: number, reason: 'other', happened: 'wrong colour' }, system)
  }
  const numbers = placed.map((_, at) => `C${at + 1}`)
  for (const number of numbers) await sam.types(`/complaint resolve ${number} partial_refund amount:3`)
  await stage.idle()
  await tasks.stop()
  for (const [at, number] of numbers.entries())
    await sam.presses(cardIn(stage.chat, 'support', `Complaint ${number} of ${2000 + at}-A`), 'Refund USD 3.00')

  const chance = dice(13)
  let lost = 0
  shop.faults.chance = fields => {
    const now = chance()
    const fault =
      now < (fields[0] === 'refundCreate' ? 0.6 : 0.1)
        ? 'reply lost'
        : now > 0.9
          ? 'request lost'
          : now > 0.85
            ? 'throttled'
            : null
    if (fault === 'reply lost' && fields[0] === 'refundCreate') lost += 1
    return fault
  }
  let killed = 0
  const dies = () => {
    if (chance() >= 0.3) return
    killed += 1
    throw new Killed()
  }
  const work = makeRefund({
    db: database.db,
    linked: linkedStores(database.db, bot.outside),
    async ask(...asked) {
      dies()
      const answer = await bot.ask(...asked)
      dies()
      return answer
    },
  })
  const refunds = () => database.db.select().from(storeRefunds)
  for (const { id: subject } of await refunds())
    for (let tries = 0; tries < 40; tries++) {
      shop.disputed = chance() < 0.3
      const run = work.run({ subject, attempt: tries, mustHold: dies, signal: new AbortController().signal })
      await run.catch(() => {})
    }
  expect((await refunds()).map(({ status }) => status)).toEqual(placed.map(() => 'done'))
  expect([lost, killed].map(times => times > 3)).toEqual([true, true])
  expect(placed.map(({ refunded }) => refunded.map(({ cents }) => cents))).toEqual(placed.map(() => [300]))
})
