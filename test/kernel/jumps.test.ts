import { expect, test } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import { lanes, outbox } from '../../src/kernel/ground/tables.ts'
import type { Chat } from '../../src/kernel/shapes/chat.ts'
import { aPumpedLane } from '../stage/kernel/a-pumped-lane.ts'
import { until } from '../stage/until.ts'

const DAY = 24 * 3_600_000
const lane = aPumpedLane()

/** The clock is so far off for the time of the work. */
async function off<T>(ms: number, work: () => Promise<T>): Promise<T> {
  lane.time.wait(ms)
  const done = await work()
  lane.time.wait(-ms)
  return done
}

test.each([10 * DAY, -10 * DAY])('a clock that is off by %d ms for one message stops no later one', async ms => {
  await lane.say('a')
  await off(ms, () => lane.drain())
  await lane.say('b')
  lane.time.wait(1)
  await lane.drain()
  expect(lane.seen()).toEqual(['a', 'b'])
})

test('it is said in the log that a room goes on, once', async () => {
  await lane.say('a')
  lane.chat.fail('post', { fault: 'later', wait: 60_000 })
  await off(DAY, () => lane.drain())
  const healed = await lane.begin()
  expect(healed?.owed.wasAhead).toBe(true)
  await healed?.mark()
  await lane.say('b')
  lane.time.wait(1)
  expect((await lane.begin())?.owed.wasAhead).toBe(false)
})

test.each([10 * DAY, -10 * DAY])(
  'one that is off by %d ms when a process is killed in a send doubles nothing',
  async ms => {
    await lane.say('a')
    await off(ms, () => lane.begin())
    lane.time.wait(60_000)
    const looked: Date[] = []
    const find: Chat['find'] = async (post, since) => {
      looked.push(since)
      return (await lane.chat.find?.(post, since)) ?? null
    }
    await lane.drain({ ...lane.chat, find })
    await lane.say('b')
    lane.time.wait(1)
    await lane.drain()
    expect(lane.seen()).toEqual(['a', 'b'])
    // The message came before now, so that it is looked for from before now.
    expect(looked.map(since => since < lane.time.now())).toEqual([true])
  },
)

test.each([DAY, -DAY])('one that jumps by %d ms in the middle of a send begins no second one', async ms => {
  const { promise: arrives, resolve: arrive } = Promise.withResolvers<void>()
  let posts = 0
  const post: Chat['post'] = async posted => {
    posts += 1
    await arrives
    return lane.chat.post(posted)
  }
  await lane.say('a')
  const pump = await lane.start(lane.database, { ...lane.chat, post })
  await until(() => posts === 1)
  lane.time.wait(ms)
  await lane.say('x', { where: lane.alerts })
  pump.wake()
  await until(() => posts === 2)
  arrive()
  await pump.idle()
  expect([lane.seen(), lane.seen('alerts'), posts]).toEqual([['a'], ['x'], 2])
})

test('by the database’s own clock a room’s next time is near, and never further off than a quarter of an hour', async () => {
  await lane.say('a')
  lane.chat.fail('post', { fault: 'later', wait: 10 * DAY })
  await lane.drain()
  const [row] = await lane.db.select().from(lanes)
  expect(row?.nextAt).toEqual(new Date(lane.time.now().getTime() + 15 * 60_000))
  expect((await lane.db.select().from(outbox)).map(({ state }) => state)).toEqual(['queued'])
})

test('a room that was claimed a moment after our own look began is its claimer’s, and no trace of a wrong clock', async () => {
  await lane.say('a')
  const began = lane.time.now()
  const other = await claim(lane.db, { now: new Date(began.getTime() + 20) })
  expect(other.claimed).toHaveLength(1)
  expect((await claim(lane.db, { now: began })).claimed).toEqual([])
})
