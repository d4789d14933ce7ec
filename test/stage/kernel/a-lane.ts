import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Db } from '../../../src/kernel/ground/db.ts'
import type { Room } from '../../../src/kernel/ground/tables.ts'
import type { Card } from '../../../src/kernel/shapes/card.ts'
import type { Chat } from '../../../src/kernel/shapes/chat.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type MemoryChat, memoryChat } from '../memory-chat.ts'
import { begin, drain, seen, settleAll, step } from './carry.ts'
import { aCard, type Clock, clock, key, owed, put, redraw, room } from './small-house.ts'

type Saying = { summary?: string; where?: Room | undefined; under?: string; card?: Partial<Card> }

/** The room `orders` of a chat in memory, under a clock that stands still; opened anew for each test of a file. */
export function aLane(channels: readonly string[] = ['orders', 'alerts']) {
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
    chat = memoryChat({ channels })
    time = clock()
  })
  afterAll(() => database.close())

  return {
    get database() {
      return database
    },
    get db() {
      return db
    },
    get orders() {
      return orders
    },
    get chat() {
      return chat
    },
    get time() {
      return time
    },
    /** Posts a card that says its subject, if nothing else. */
    say: (subject: string, { summary = subject, where = orders, under, card }: Saying = {}) =>
      put(db, key(subject), [where], aCard({ ...card, summary }), under === undefined ? undefined : key(under)),
    edit: (subject: string, summary: string) => redraw(db, key(subject), aCard({ summary })),
    begin: () => begin(db, chat, time),
    step: (to: Chat = chat) => step(db, to, time),
    drain: (to: Chat = chat) => drain(db, to, time),
    settleAll: () => settleAll(db, chat, time),
    seen: (channel?: string) => seen(chat, channel),
    owed: () => owed(db),
  }
}
