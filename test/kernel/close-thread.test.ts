import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { board } from '../../src/kernel/board.ts'
import type { Db } from '../../src/kernel/db.ts'
import type { Room } from '../../src/kernel/tables.ts'
import { type Fault, type MemoryChat, memoryChat } from '../chats/memory.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { begin, drain, seen, settleAll } from './lane.ts'
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
  chat = memoryChat({ channels: ['orders', 'lamps'] })
  time = clock()
})
afterAll(() => database.close())

const say = (subject: string, under?: string) =>
  put(db, key(subject), [orders], aCard({ summary: subject }), under === undefined ? undefined : key(under))
const close = (subject: string) => db.transaction(tx => board(tx, time.now()).closeThread(key(subject)))
const open = (subject: string) => db.transaction(tx => board(tx, time.now()).openThread(key(subject)))
const closed = (summary: string) => chat.messages.find(({ card }) => card.summary === summary)?.closed
const settings = () => chat.calls.filter(({ call }) => call === 'close' || call === 'open').map(({ call }) => call)

test('a closed thread is closed in every room where its card stands, and nowhere else', async () => {
  const lamps = await room(db, 'lamps', { side: 'supplier', supplierId: crypto.randomUUID() })
  const supplierId = lamps.supplierId ?? ''
  await say('a')
  await say('b')
  await put(db, key('a'), [lamps], aCard({ summary: 'a', audience: { supplierId } }))
  await drain(db, chat, time)
  await close('a')
  await drain(db, chat, time)
  expect(chat.messages.map(message => [message.channel, message.card.summary, message.closed])).toEqual(
    expect.arrayContaining([
      ['orders', 'a', true],
      ['orders', 'b', false],
      ['lamps', 'a', true],
    ]),
  )
})

test('closing what is closed owes nothing, and a redraw leaves it closed', async () => {
  await say('a')
  await close('a')
  await drain(db, chat, time)
  await close('a')
  expect((await owed(db)).every(({ state }) => state === 'sent')).toBe(true)
  await redraw(db, key('a'), aCard({ summary: 'a changed' }))
  await drain(db, chat, time)
  expect(closed('a changed')).toBe(true)
  expect(settings()).toEqual(['close'])
})

test('what Waybill still has to say in a closed thread gets in, and leaves it closed', async () => {
  await say('a')
  await close('a')
  await drain(db, chat, time)
  await say('reply', 'a')
  await drain(db, chat, time)
  expect(seen(chat)).toEqual(['a', 'reply'])
  expect(closed('a')).toBe(true)
})

test('an opened thread stays open', async () => {
  await say('a')
  await close('a')
  await drain(db, chat, time)
  await open('a')
  await say('reply', 'a')
  await drain(db, chat, time)
  expect(closed('a')).toBe(false)
  expect(settings()).toEqual(['close', 'open'])
})

test('closed and opened before the chat heard of it, nothing is done', async () => {
  await say('a')
  await drain(db, chat, time)
  await close('a')
  await open('a')
  await drain(db, chat, time)
  expect(settings()).toEqual([])
})

test.each<Fault>([
  { fault: 'later', wait: 1_000 },
  { fault: 'unsure', when: 'before' },
  { fault: 'unsure', when: 'after' },
  { fault: 'broken' },
  { fault: 'no room' },
])('a close that goes wrong ($fault) is done in the end, and its message is not doubled', async fault => {
  await say('a')
  await close('a')
  chat.fail('close', fault, fault)
  await settleAll(db, chat, time)
  expect(seen(chat)).toEqual(['a'])
  expect(closed('a')).toBe(true)
})

test('a process killed after it closed the thread leaves it to the next, which finds it so', async () => {
  await say('a')
  await drain(db, chat, time)
  await close('a')
  const killed = await begin(db, chat, time)
  expect(killed?.result.state).toBe('sent')
  time.wait(60_000)
  await drain(db, chat, time)
  expect(seen(chat)).toEqual(['a'])
  expect(closed('a')).toBe(true)
})
