import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Chat, Post } from '../../src/kernel/chat.ts'
import type { Database, Db } from '../../src/kernel/db.ts'
import type { Pump } from '../../src/kernel/pump.ts'
import type { Room } from '../../src/kernel/tables.ts'
import { type MemoryChat, memoryChat } from '../chats/memory.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { seen } from './lane.ts'
import { pumping, until } from './pumping.ts'
import { aCard, type Clock, clock, key, owed, put, room } from './small-house.ts'

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

test('what is said while the pump sleeps is shown at once: no wake is lost', async () => {
  const pump = await start()
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
  const pump = await start(empty)
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
  await start(database, half)
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
  await start({ ...database, db: counting }, chat, { width: 1 })
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
  const pump = await start()
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
  const slow = {
    ...chat,
    post: async (post: Post) => {
      for (let hop = 0; hop < 100; hop++) await new Promise(resolve => setImmediate(resolve))
      return chat.post(post)
    },
  }
  for (let turn = 0; turn < 12; turn++) {
    await database.empty()
    orders = await room(db, 'orders')
    const pump = await start(database, slow)
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
  const pump = await start()
  await until(() => chat.calls.length === 1)
  const idle = pump.idle()
  const stopping = pump.stop()
  chat.release()
  await Promise.all([idle, stopping])
  await pump.idle()
  expect(chat.messages).toHaveLength(1)
})
