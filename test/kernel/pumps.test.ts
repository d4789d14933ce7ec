import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Chat } from '../../src/kernel/chat.ts'
import type { Database, Db } from '../../src/kernel/db.ts'
import { LEASE } from '../../src/kernel/outbox.ts'
import { openPostgres } from '../../src/kernel/postgres.ts'
import type { Pump } from '../../src/kernel/pump.ts'
import { events, type Room } from '../../src/kernel/tables.ts'
import { type MemoryChat, memoryChat } from '../chats/memory.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { seen } from './lane.ts'
import { pumping, until } from './pumping.ts'
import { aCard, type Clock, clock, key, onPostgres, owed, put, redraw, room } from './small-house.ts'

let database: TestDatabase
let db: Db
let orders: Room
let alerts: Room
let chat: MemoryChat
let time: Clock
let pumps: Pump[]

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  orders = await room(db, 'orders')
  alerts = await room(db, 'alerts', { purpose: 'alerts' })
  chat = memoryChat({ channels: ['orders', 'alerts'] })
  time = clock()
  pumps = []
})
afterEach(async () => {
  chat.release()
  await Promise.all(pumps.map(pump => pump.stop()))
})
afterAll(() => database.close())

const say = (subject: string, where = orders) => put(db, key(subject), [where], aCard({ summary: subject }))
async function start(at: Database = database, to: Chat = chat, over: { width?: number } = {}): Promise<Pump> {
  const pump = await pumping(at, to, time, over)
  pumps.push(pump)
  return pump
}

test('staff are told once of a room that cannot be posted to, and it resumes by itself', async () => {
  chat.closeRoom('orders')
  await say('a')
  await say('b')
  const pump = await start()
  for (let turn = 0; turn < 4; turn++) {
    await pump.idle()
    time.wait(6 * 60_000)
  }
  expect(seen(chat, 'alerts')).toEqual(['there is no room orders'])
  chat.openRoom('orders')
  for (let turn = 0; turn < 2; turn++) {
    await pump.idle()
    time.wait(6 * 60_000)
  }
  expect(seen(chat)).toEqual(['a', 'b'])
  chat.closeRoom('orders')
  await say('c')
  await pump.idle()
  expect(seen(chat, 'alerts')).toHaveLength(2)
})

test('a message refused for good is said to staff, and the room goes on', async () => {
  chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await say('a')
  await say('b')
  const pump = await start()
  for (let turn = 0; turn < 12; turn++) {
    await pump.idle()
    time.wait(61_000)
  }
  expect(seen(chat)).toEqual(['b'])
  expect(seen(chat, 'alerts')).toEqual(['the chat refused'])
  expect((await db.select().from(events)).map(({ name }) => name)).toEqual(['message.parked'])
})

test('a room of a chat that is not connected waits, and says so', async () => {
  await say('x', await room(db, 'x', { chat: 'slack' }))
  const pump = await start()
  await pump.idle()
  await pump.idle()
  expect(seen(chat, 'alerts')).toEqual(['slack is not connected'])
  expect((await owed(db))[0]).toMatchObject({ state: 'queued', attempts: 0 })
})

test('a pump that was paused beyond its lease marks nothing, and another has shown the message once', async () => {
  chat.fail('post', { fault: 'hang', when: 'after' })
  await say('a')
  const paused = await start(database, chat, { width: 1 })
  await until(() => chat.messages.length === 1)
  time.wait(LEASE + 1)
  const other = await start()
  await until(() => chat.calls.some(({ call }) => call === 'edit'))
  await other.stop()
  await redraw(db, key('a'), aCard({ summary: 'a changed' }))
  expect((await owed(db)).map(({ state }) => state)).toEqual(['sent', 'queued'])
  chat.release()
  await paused.idle()
  expect(seen(chat)).toEqual(['a changed'])
  expect((await owed(db)).map(({ state, why }) => [state, why])).toEqual([
    ['sent', null],
    ['sent', null],
  ])
})

test('two pumps over one database show every message once and in order', async () => {
  const second = onPostgres ? await openPostgres(database.url ?? '') : null
  const both = [await start(), await start(second ?? database)]
  const rooms = [orders, alerts]
  const trouble = ['before', 'after', 'after', 'before', 'after'] as const
  chat.fail('post', ...trouble.map(when => ({ fault: 'unsure' as const, when })))
  for (let turn = 0; turn < 40; turn++) await say(`m${turn}`, rooms[turn % 2])
  for (let turn = 0; turn < 12; turn++) {
    await Promise.all(both.map(pump => pump.idle()))
    time.wait(6_000)
  }
  const numbers = (channel: string) => seen(chat, channel).map(text => Number(text.slice(1)))
  expect(numbers('orders')).toEqual(Array.from({ length: 20 }, (_, index) => index * 2))
  expect(numbers('alerts')).toEqual(Array.from({ length: 20 }, (_, index) => index * 2 + 1))
  await Promise.all(pumps.map(pump => pump.stop()))
  await second?.close()
})
