import { expect, test } from 'vitest'
import { LANE_LEASE } from '../../src/kernel/carrying/outbox.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'
import { events, lanes } from '../../src/kernel/ground/tables.ts'
import { NoRoom } from '../../src/kernel/shapes/chat.ts'
import { aPumpedLane } from '../stage/kernel/a-pumped-lane.ts'
import { onPostgres, room } from '../stage/kernel/small-house.ts'
import { until } from '../stage/until.ts'

const lane = aPumpedLane()

test('staff are told once of a room that cannot be posted to, and it resumes by itself', async () => {
  lane.chat.closeRoom('orders')
  await lane.say('a')
  await lane.say('b')
  const pump = await lane.start()
  for (let turn = 0; turn < 4; turn++) {
    await pump.idle()
    lane.time.wait(6 * 60_000)
  }
  expect(lane.seen('alerts')).toEqual(['there is no room orders'])
  lane.chat.openRoom('orders')
  for (let turn = 0; turn < 2; turn++) {
    await pump.idle()
    lane.time.wait(6 * 60_000)
  }
  expect(lane.seen()).toEqual(['a', 'b'])
  lane.chat.closeRoom('orders')
  await lane.say('c')
  await pump.idle()
  expect(lane.seen('alerts')).toHaveLength(2)
})

test('a message refused for good is said to staff, and the room goes on', async () => {
  lane.chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await lane.say('a')
  await lane.say('b')
  const pump = await lane.start()
  for (let turn = 0; turn < 12; turn++) {
    await pump.idle()
    lane.time.wait(61_000)
  }
  expect(lane.seen()).toEqual(['b'])
  expect(lane.seen('alerts')).toEqual(['the chat refused'])
  expect((await lane.db.select().from(events)).map(({ name }) => name)).toEqual(['message.parked'])
})

test('a room of a chat that is not connected waits, and says so', async () => {
  await lane.say('x', { where: await room(lane.db, 'x', { chat: 'slack' }) })
  const pump = await lane.start()
  await pump.idle()
  await pump.idle()
  expect(lane.seen('alerts')).toEqual(['slack is not connected'])
  expect((await lane.owed())[0]).toMatchObject({ state: 'queued', attempts: 0 })
})

test('a pump that was paused beyond its lease marks nothing, and another has shown the message once', async () => {
  lane.chat.fail('post', { fault: 'hang', when: 'after' })
  await lane.say('a')
  const paused = await lane.start(lane.database, lane.chat, { width: 1 })
  await until(() => lane.chat.messages.length === 1)
  lane.time.wait(LANE_LEASE + 1)
  const other = await lane.start()
  await until(() => lane.chat.calls.some(({ call }) => call === 'edit'))
  await other.stop()
  await lane.edit('a', 'a changed')
  expect((await lane.owed()).map(({ state }) => state)).toEqual(['sent', 'queued'])
  lane.chat.release()
  await paused.idle()
  expect(lane.seen()).toEqual(['a changed'])
  expect((await lane.owed()).map(({ state, why }) => [state, why])).toEqual([
    ['sent', null],
    ['sent', null],
  ])
})

test('two pumps over one database show every message once and in order', async () => {
  const second = onPostgres ? await openPostgres(lane.database.url ?? '') : null
  const both = [await lane.start(), await lane.start(second ?? lane.database)]
  const rooms = [lane.orders, lane.alerts]
  const trouble = ['before', 'after', 'after', 'before', 'after'] as const
  lane.chat.fail('post', ...trouble.map(when => ({ fault: 'unsure' as const, when })))
  for (let turn = 0; turn < 40; turn++) await lane.say(`m${turn}`, { where: rooms[turn % 2] })
  for (let turn = 0; turn < 12; turn++) {
    await Promise.all(both.map(pump => pump.idle()))
    lane.time.wait(6_000)
  }
  const numbers = (channel: string) => lane.seen(channel).map(text => Number(text.slice(1)))
  expect(numbers('orders')).toEqual(Array.from({ length: 20 }, (_, index) => index * 2))
  expect(numbers('alerts')).toEqual(Array.from({ length: 20 }, (_, index) => index * 2 + 1))
  await Promise.all(both.map(pump => pump.stop()))
  await second?.close()
})

test('staff are told once of a room that refuses posts and redraws alike, and both go on when it takes them', async () => {
  await lane.say('a')
  const pump = await lane.start()
  await pump.idle()
  const closed = { ...lane.chat, post: refuses, edit: refuses }
  await pump.stop()
  await lane.say('b')
  await lane.edit('a', 'a changed')
  const second = await lane.start(lane.database, {
    ...closed,
    post: async post => (post.channel === 'alerts' ? lane.chat.post(post) : refuses()),
  })
  for (let turn = 0; turn < 3; turn++) {
    await second.idle()
    lane.time.wait(6 * 60_000)
  }
  expect(lane.seen('alerts')).toHaveLength(1)
  await second.stop()
  const third = await lane.start()
  await third.idle()
  expect(lane.seen()).toEqual(['a changed', 'b'])
  expect((await lane.db.select().from(lanes)).map(({ parkedAt }) => parkedAt)).toEqual([null, null, null])
})

const refuses = () => Promise.reject(new NoRoom('the room is closed'))
