import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/kernel/db.ts'
import { claim, LEASE } from '../../src/kernel/outbox.ts'
import { messages, outbox, type Room, rooms } from '../../src/kernel/tables.ts'
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
