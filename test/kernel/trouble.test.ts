import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NoRoom } from '../../src/kernel/chat.ts'
import type { Db } from '../../src/kernel/db.ts'
import { lanes, type Room } from '../../src/kernel/tables.ts'
import { type MemoryChat, memoryChat } from '../chats/memory.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { drain, seen, settleAll, step } from './lane.ts'
import { aCard, type Clock, clock, key, owed, put, redraw, room } from './small-house.ts'

let database: TestDatabase
let db: Db
let orders: Room
let chat: MemoryChat
let time: Clock

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  orders = await room(db, 'orders')
  chat = memoryChat({ channels: ['orders', 'alerts'] })
  time = clock()
})
afterAll(() => database.close())

const say = (subject: string, summary = subject) => put(db, key(subject), [orders], aCard({ summary }))
const edit = (subject: string, summary: string) => redraw(db, key(subject), aCard({ summary }))

test('a chat that asks to be left alone is, and it counts as no attempt', async () => {
  await say('a')
  chat.fail('post', ...Array.from({ length: 20 }, () => ({ fault: 'later' as const, wait: 30_000 })))
  for (let turn = 0; turn < 20; turn++) {
    expect((await step(db, chat, time))?.state).toBe('queued')
    time.wait(29_999)
    expect(await step(db, chat, time)).toBeNull()
    time.wait(1)
  }
  expect(await owed(db)).toMatchObject([{ state: 'queued', attempts: 0 }])
  await drain(db, chat, time)
  expect(seen(chat)).toEqual(['a'])
})

test.each(['before', 'after'] as const)(
  'an answer lost %s the chat took it neither doubles nor loses it',
  async when => {
    for (const one of ['a', 'b']) await say(one)
    chat.fail('post', { fault: 'unsure', when }, { fault: 'unsure', when })
    await settleAll(db, chat, time)
    expect(seen(chat)).toEqual(['a', 'b'])
    expect((await owed(db)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  },
)

test('a message in doubt is looked for from before it was sent', async () => {
  await say('a')
  const sent = time.now()
  const slow = {
    ...chat,
    post: (post: Parameters<typeof chat.post>[0]) => {
      time.wait(10_000)
      return chat.post(post)
    },
  }
  chat.fail('post', { fault: 'unsure', when: 'after' })
  await step(db, slow, time)
  time.wait(60_000)
  const looked: Date[] = []
  const looking = {
    ...chat,
    find: (post: Parameters<typeof chat.post>[0], since: Date) => {
      looked.push(since)
      return chat.find(post, since)
    },
  }
  await drain(db, looking, time)
  expect(looked.map(since => since.getTime() <= sent.getTime())).toEqual([true])
})

test.each([
  { fault: 'later', wait: 1_000 },
  { fault: 'broken' },
  { fault: 'no room' },
  { fault: 'unsure', when: 'before' },
] as const)('a look that goes wrong ($fault) leaves the message in doubt, and it is not doubled', async fault => {
  await say('a')
  chat.fail('post', { fault: 'unsure', when: 'after' })
  chat.fail('find', fault, fault)
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a'])
})

test('a message refused eight times is put aside, and the next goes out', async () => {
  for (const one of ['a', 'b']) await say(one)
  chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await settleAll(db, chat, time)
  expect(await owed(db)).toMatchObject([
    { subject: 'a', state: 'parked', attempts: 8, why: 'the chat refused' },
    { subject: 'b', state: 'sent' },
  ])
  expect(seen(chat)).toEqual(['b'])
})

test('a message that was put aside is tried anew when its card changes', async () => {
  await say('a')
  chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await settleAll(db, chat, time)
  await edit('a', 'a mended')
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a mended'])
})

test('an hour without the network gives nothing up', async () => {
  await say('a')
  chat.fail('post', { fault: 'unsure', when: 'before' }, { fault: 'broken' })
  chat.fail('find', ...Array.from({ length: 30 }, () => ({ fault: 'unsure' as const, when: 'before' as const })))
  await settleAll(db, chat, time)
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a'])
})

test('a room that cannot be posted to keeps its messages, and is tried again in five minutes', async () => {
  for (const one of ['a', 'b']) await say(one)
  chat.closeRoom('orders')
  await drain(db, chat, time)
  time.wait(5 * 60_000 - 1)
  expect(await step(db, chat, time)).toBeNull()
  const since = (await db.select().from(lanes))[0]?.parkedAt
  expect(since).toBeInstanceOf(Date)
  time.wait(1)
  await drain(db, chat, time)
  expect((await db.select().from(lanes))[0]).toMatchObject({ parkedAt: since, parkedWhy: 'there is no room orders' })
  chat.openRoom('orders')
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a', 'b'])
  expect((await db.select().from(lanes))[0]).toMatchObject({ parkedAt: null, parkedWhy: null })
})

test('trouble in one room holds no other', async () => {
  const alerts = await room(db, 'alerts')
  await say('a')
  await put(db, key('x'), [alerts], aCard({ summary: 'x' }))
  await put(db, key('y'), [alerts], aCard({ summary: 'y' }))
  const half = {
    ...chat,
    post: async (post: Parameters<typeof chat.post>[0]) => {
      if (post.channel === 'orders') throw new NoRoom('closed')
      return chat.post(post)
    },
  }
  await drain(db, half, time)
  expect(seen(chat, 'alerts')).toEqual(['x', 'y'])
})
