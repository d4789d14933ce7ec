import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NoRoom } from '../../src/kernel/chat.ts'
import type { Db } from '../../src/kernel/db.ts'
import { claim, LEASE } from '../../src/kernel/outbox.ts'
import { lanes, messages, outbox, type Room, rooms } from '../../src/kernel/tables.ts'
import { type MemoryChat, memoryChat } from '../chats/memory.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { begin, drain, seen, settleAll, step } from './lane.ts'
import { aCard, type Clock, clock, key, onPostgres, owed, put, redraw, room } from './small-house.ts'

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

test('a room reads its messages in the order in which they were said', async () => {
  for (const one of ['a', 'b', 'c', 'd']) await say(one)
  await drain(db, chat, time)
  expect(seen(chat)).toEqual(['a', 'b', 'c', 'd'])
  expect((await owed(db)).every(({ state, attempts }) => state === 'sent' && attempts === 0)).toBe(true)
})

test('a lane keeps the chat’s pace from send to send', async () => {
  const slow = { ...chat, pace: 1_030 }
  for (const one of ['a', 'b']) await say(one)
  expect((await step(db, slow, time))?.state).toBe('sent')
  time.wait(1_029)
  expect(await step(db, slow, time)).toBeNull()
  time.wait(1)
  expect((await step(db, slow, time))?.state).toBe('sent')
})

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

test('what changes while it is being sent is shown after all', async () => {
  await say('a', 'first')
  const inHand = await begin(db, chat, time)
  await edit('a', 'second')
  expect(await inHand?.mark()).toBe(true)
  expect(seen(chat)).toEqual(['first'])
  await drain(db, chat, time)
  expect(seen(chat)).toEqual(['second'])
  expect(chat.messages).toHaveLength(1)
  expect((await db.select().from(messages))[0]).toMatchObject({ version: 2, shownVersion: 2 })
})

test('a message that changes while its send fails keeps its place in the room', async () => {
  await say('a')
  await say('b')
  chat.fail('post', { fault: 'later', wait: 1_000 })
  const inHand = await begin(db, chat, time)
  await edit('a', 'a changed')
  await inHand?.mark()
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a changed', 'b'])
})

test('a reply waits for its root, whatever happens to that', async () => {
  await say('root')
  await put(db, key('reply'), [orders], aCard({ summary: 'reply' }), key('root'))
  chat.fail('post', { fault: 'later', wait: 1_000 }, { fault: 'unsure', when: 'after' }, { fault: 'broken' })
  const inHand = await begin(db, chat, time)
  await edit('root', 'root changed')
  await inHand?.mark()
  await settleAll(db, chat, time)
  expect(chat.messages.map(({ thread, card }) => [card.summary, thread])).toEqual([
    ['root changed', null],
    ['reply', 'm1'],
  ])
})

test('a send that outlives its lease is taken over, and cannot mark', async () => {
  await say('a')
  const slow = await begin(db, chat, time)
  time.wait(LEASE)
  expect(await begin(db, chat, time)).toBeNull()
  time.wait(1)
  const second = await begin(db, chat, time)
  expect(second?.owed.unsettled).toBe(true)
  expect(await slow?.mark()).toBe(false)
  expect(await owed(db)).toMatchObject([{ state: 'sending' }])
  expect(await second?.mark()).toBe(true)
  expect(await slow?.mark()).toBe(false)
  expect(seen(chat)).toEqual(['a'])
  expect(await owed(db)).toMatchObject([{ state: 'sent' }])
})

test('a process killed between send and mark neither doubles nor loses', async () => {
  for (const one of ['a', 'b', 'c']) {
    await say(one)
    await begin(db, chat, time)
    time.wait(LEASE + 1)
  }
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a', 'b', 'c'])
})

test('nobody claims what another is sending', async () => {
  for (const one of ['a', 'b']) await say(one)
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(db, time.now())))
  expect(claims.filter(Boolean)).toHaveLength(1)
})

test.runIf(onPostgres)('a change that is not yet committed is not overtaken, and holds its room alone', async () => {
  const alerts = await room(db, 'alerts')
  for (const one of ['a', 'b']) await say(one)
  time.wait(1)
  await put(db, key('x'), [alerts], aCard({ summary: 'x' }))
  await db.transaction(async tx => {
    await redraw(tx, key('a'), aCard({ summary: 'a changed' }))
    await outside(() => drain(db, chat, time))
    expect([seen(chat), seen(chat, 'alerts')]).toEqual([[], ['x']])
  })
  await drain(db, chat, time)
  expect(seen(chat)).toEqual(['a changed', 'b'])
})

test('a room that moves to another channel takes what is owed along', async () => {
  await say('a')
  await db.update(rooms).set({ channel: 'alerts' }).where(eq(rooms.id, orders.id))
  await drain(db, chat, time)
  expect(seen(chat, 'alerts')).toEqual(['a'])
  expect(await db.$count(outbox, eq(outbox.state, 'queued'))).toBe(0)
})

/** Runs it as another process would: not within the transaction that is open here. */
function outside(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => elsewhere.push(() => void work().then(resolve, reject)))
}
const elsewhere: (() => void)[] = []
const ticking = setInterval(() => elsewhere.shift()?.(), 5)
afterAll(() => clearInterval(ticking))
