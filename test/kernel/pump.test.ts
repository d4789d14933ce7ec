import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Chat, Post } from '../../src/kernel/chat.ts'
import type { Database, Db } from '../../src/kernel/db.ts'
import { openLog } from '../../src/kernel/log.ts'
import { noticeCard } from '../../src/kernel/notice-card.ts'
import { LEASE } from '../../src/kernel/outbox.ts'
import { openPostgres } from '../../src/kernel/postgres.ts'
import { type Pump, startPump } from '../../src/kernel/pump.ts'
import { events, type Room } from '../../src/kernel/tables.ts'
import { type MemoryChat, memoryChat } from '../chats/memory.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { seen } from './lane.ts'
import { aCard, type Clock, clock, key, onPostgres, owed, put, redraw, room, smallHouse } from './small-house.ts'

const HOUR = 3_600_000
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

/** A pump that nothing but a wake can hurry; what is put aside is said in the alerts room. */
async function pumping(over: { at?: Database; chat?: Chat; width?: number } = {}): Promise<Pump> {
  const { at = database, chat: to = chat, ...rest } = over
  const tell = async (speech: Parameters<NonNullable<typeof on>>[0], event: { id: number; data: { why: string } }) =>
    speech.post(key(event.id, 'parked'), await speech.staffRooms('alerts'), noticeCard('Trouble', event.data.why))
  const { ask } = smallHouse(at.db, { clock: time, on: { 'room.parked': [tell], 'message.parked': [tell] } })
  const chats = new Map([[to.name, to]])
  const pump = await startPump({ database: at, chats, ask, log: openLog('silent'), now: time.now, floor: HOUR, ...rest })
  pumps.push(pump)
  return pump
}
declare const on: NonNullable<NonNullable<Parameters<typeof smallHouse>[1]['on']>['room.parked']>[number]

/** Resolves once it is so; never, if it never is. */
async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise(resolve => setImmediate(resolve))
}

test('what is said while the pump sleeps is shown at once: no wake is lost', async () => {
  const pump = await pumping()
  for (let turn = 1; turn <= 60; turn++) {
    if (turn % 3 === 0) await pump.idle()
    await say(`m${turn}`)
    if (turn % 2 === 0) for (let wakes = 0; wakes < turn; wakes++) queueMicrotask(pump.wake)
    await until(() => chat.messages.length === turn)
  }
  expect(seen(chat).at(-1)).toBe('m60')
})

test('a wake in the very moment the pump falls asleep is not lost', async () => {
  // A database in which nothing is owed, and which answers as soon as a promise can.
  let looks = 0
  const nothing = { from: () => nothing, where: () => nothing, orderBy: () => nothing, limit: async () => [] }
  const empty = {
    db: { transaction: async () => ++looks && null, select: () => nothing } as unknown as Db,
    listen: async () => {},
    place: 'nowhere',
    close: async () => {},
  }
  const pump = await pumping({ at: empty })
  for (let depth = 0; depth < 40; depth++) {
    await pump.idle()
    pump.wake()
    for (let hop = 0; hop < depth; hop++) await null
    const before = looks
    pump.wake()
    await until(() => looks > before)
  }
  expect(looks).toBeGreaterThan(40)
})

test('a hanging room holds no other', async () => {
  const hangs: (() => void)[] = []
  const half = { ...chat, post: (post: Post) => (post.channel === 'orders' ? hang() : chat.post(post)) }
  const hang = () => new Promise<string>((_, reject) => hangs.push(() => reject(new Error('gone'))))
  await say('stuck')
  for (const one of ['x', 'y', 'z']) await say(one, alerts)
  await pumping({ chat: half })
  await until(() => seen(chat, 'alerts').length === 3)
  expect(seen(chat, 'alerts')).toEqual(['x', 'y', 'z'])
  for (const end of hangs) end()
})

test('while every place is taken by a hanging send, the database is left in peace', async () => {
  let asked = 0
  const counting = new Proxy(db, {
    get: (target, name) => {
      asked += 1
      return Reflect.get(target, name)
    },
  })
  chat.fail('post', { fault: 'hang', when: 'before' })
  await say('a')
  await say('b', alerts)
  await pumping({ at: { ...database, db: counting }, width: 1 })
  await until(() => chat.calls.length === 1)
  await new Promise(resolve => setTimeout(resolve, 50))
  const before = asked
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(asked).toBe(before)
})

test('a stopped pump finishes what is under way and begins nothing more', async () => {
  chat.fail('post', { fault: 'hang', when: 'after' }, { fault: 'hang', when: 'after' })
  await say('a')
  await say('b')
  await say('x', alerts)
  const pump = await pumping()
  await until(() => chat.calls.length === 2)
  let stopped = false
  const stopping = pump.stop().then(() => {
    stopped = true
  })
  await new Promise(resolve => setImmediate(resolve))
  expect(stopped).toBe(false)
  chat.release()
  await stopping
  expect((await owed(db)).map(({ subject, why }) => [subject, why])).toEqual([
    ['a', 'no answer'],
    ['b', null],
    ['x', 'no answer'],
  ])
  pump.wake()
  await pump.idle()
  expect(chat.calls).toHaveLength(2)
})

test('a pump stopped while it claims sends what it claimed', async () => {
  for (let turn = 0; turn < 12; turn++) {
    await database.empty()
    orders = await room(db, 'orders')
    const pump = await pumping()
    await say('a')
    for (let hop = 0; hop < turn; hop++) await new Promise(resolve => setImmediate(resolve))
    await pump.stop()
    const [row] = await owed(db)
    expect(['queued', 'sent']).toContain(row?.state)
  }
})

test('waiting for a pump that was stopped ends', async () => {
  chat.fail('post', { fault: 'hang', when: 'after' })
  await say('a')
  const pump = await pumping()
  await until(() => chat.calls.length === 1)
  const idle = pump.idle()
  const stopping = pump.stop()
  chat.release()
  await Promise.all([idle, stopping])
  await pump.idle()
  expect(chat.messages).toHaveLength(1)
})

test('staff are told once of a room that cannot be posted to, and it resumes by itself', async () => {
  chat.closeRoom('orders')
  await say('a')
  await say('b')
  const pump = await pumping()
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
  const pump = await pumping()
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
  const pump = await pumping()
  await pump.idle()
  await pump.idle()
  expect(seen(chat, 'alerts')).toEqual(['slack is not connected'])
  expect((await owed(db))[0]).toMatchObject({ state: 'queued', attempts: 0 })
})

test('a pump that was paused beyond its lease marks nothing, and another has shown the message once', async () => {
  chat.fail('post', { fault: 'hang', when: 'after' })
  await say('a')
  const paused = await pumping()
  await until(() => chat.messages.length === 1)
  time.wait(LEASE + 1)
  const other = await pumping()
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
  const both = [await pumping(), await pumping(second ? { at: second } : {})]
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
