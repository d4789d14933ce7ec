import { eq } from 'drizzle-orm'
import { afterAll, expect, test, vi } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import { LANE_LEASE } from '../../src/kernel/carrying/outbox.ts'
import { messages, outbox, rooms } from '../../src/kernel/ground/tables.ts'
import type { Chat } from '../../src/kernel/shapes/chat.ts'
import { aLane } from '../stage/kernel/a-lane.ts'
import { aCard, key, onPostgres, redraw, room } from '../stage/kernel/small-house.ts'

const lane = aLane()

test('a room reads its messages in the order in which they were said', async () => {
  for (const one of ['a', 'b', 'c', 'd']) await lane.say(one)
  await lane.drain()
  expect(lane.seen()).toEqual(['a', 'b', 'c', 'd'])
  expect((await lane.owed()).every(({ state, attempts }) => state === 'sent' && attempts === 0)).toBe(true)
})

test('a lane keeps the chat’s pace from send to send, however long the chat takes to answer', async () => {
  let counted = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => counted)
  const slow: Chat = {
    ...lane.chat,
    pace: 1_030,
    async post(post) {
      counted += 400
      lane.time.wait(400)
      return lane.chat.post(post)
    },
  }
  for (const one of ['a', 'b']) await lane.say(one)
  expect((await lane.step(slow))?.state).toBe('sent')
  lane.time.wait(629)
  expect(await lane.step(slow)).toBeNull()
  lane.time.wait(1)
  expect((await lane.step(slow))?.state).toBe('sent')
  vi.restoreAllMocks()
})

test('what changes while it is being sent is shown after all', async () => {
  await lane.say('a', { summary: 'first' })
  const inHand = await lane.begin()
  await lane.edit('a', 'second')
  expect(await inHand?.mark()).toBe('kept')
  expect(lane.seen()).toEqual(['first'])
  await lane.drain()
  expect(lane.seen()).toEqual(['second'])
  expect(lane.chat.messages).toHaveLength(1)
  expect((await lane.db.select().from(messages))[0]).toMatchObject({ version: 2, shownVersion: 2 })
})

test('a message that changes while its send fails keeps its place in the room', async () => {
  await lane.say('a')
  await lane.say('b')
  lane.chat.fail('post', { fault: 'later', wait: 1_000 })
  const inHand = await lane.begin()
  await lane.edit('a', 'a changed')
  await inHand?.mark()
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a changed', 'b'])
})

test('a reply waits for its root, whatever happens to that', async () => {
  await lane.say('root')
  await lane.say('reply', { under: 'root' })
  lane.chat.fail('post', { fault: 'later', wait: 1_000 }, { fault: 'unsure', when: 'after' }, { fault: 'broken' })
  const inHand = await lane.begin()
  await lane.edit('root', 'root changed')
  await inHand?.mark()
  await lane.settleAll()
  expect(lane.chat.messages.map(({ thread, card }) => [card.summary, thread])).toEqual([
    ['root changed', null],
    ['reply', 'm1'],
  ])
})

test('a send that outlives its lease is taken over, and cannot mark', async () => {
  await lane.say('a')
  const slow = await lane.begin()
  lane.time.wait(LANE_LEASE)
  expect(await lane.begin()).toBeNull()
  lane.time.wait(1)
  const second = await lane.begin()
  expect(second?.owed.unsettled).toBe(true)
  expect(await slow?.mark()).toBe('lost')
  // What the slow one sent may have painted over something newer: it is drawn once more.
  expect(await lane.owed()).toMatchObject([{ state: 'sending' }, { state: 'queued' }])
  expect(await second?.mark()).toBe('kept')
  expect(await slow?.mark()).toBe('lost')
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a'])
  expect(await lane.owed()).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
})

test('a process killed between send and mark neither doubles nor loses', async () => {
  for (const one of ['a', 'b', 'c']) {
    await lane.say(one)
    await lane.begin()
    lane.time.wait(LANE_LEASE + 1)
  }
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a', 'b', 'c'])
})

test('nobody claims what another is sending', async () => {
  for (const one of ['a', 'b']) await lane.say(one)
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(lane.db, { now: lane.time.now() })))
  expect(claims.flatMap(({ claimed }) => claimed)).toHaveLength(1)
})

test.runIf(onPostgres)('a change that is not yet committed is not overtaken, and holds its room alone', async () => {
  const alerts = await room(lane.db, 'alerts')
  for (const one of ['a', 'b']) await lane.say(one)
  lane.time.wait(1)
  await lane.say('x', { where: alerts })
  await lane.db.transaction(async tx => {
    await redraw(tx, key('a'), aCard({ summary: 'a changed' }))
    await outside(() => lane.drain())
    expect([lane.seen(), lane.seen('alerts')]).toEqual([[], ['x']])
  })
  await lane.drain()
  expect(lane.seen()).toEqual(['a changed', 'b'])
})

test('a room that moves to another channel takes what is owed along', async () => {
  await lane.say('a')
  await lane.db.update(rooms).set({ channel: 'alerts' }).where(eq(rooms.id, lane.orders.id))
  await lane.drain()
  expect(lane.seen('alerts')).toEqual(['a'])
  expect(await lane.db.$count(outbox, eq(outbox.state, 'queued'))).toBe(0)
})

/** Runs it as another process would: not within the transaction that is open here. */
function outside(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => elsewhere.push(() => void work().then(resolve, reject)))
}
const elsewhere: (() => void)[] = []
const ticking = setInterval(() => elsewhere.shift()?.(), 5)
afterAll(() => clearInterval(ticking))
