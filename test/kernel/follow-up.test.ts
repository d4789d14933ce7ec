import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Reaction } from '../../src/kernel/asking/reaction.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import {
  deliveries,
  events,
  lanes,
  messages,
  outbox,
  type Room,
  rooms,
  tokens,
} from '../../src/kernel/ground/tables.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { follow, LUMEN, notes, sam } from '../stage/kernel/notes.ts'
import { aCard, key, onPostgres, room, smallHouse } from '../stage/kernel/small-house.ts'

let database: TestDatabase
let db: Db
let orders: Room

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  orders = await room(db, 'orders')
  await room(db, 'lumen', { side: 'supplier', supplierId: LUMEN })
})
afterAll(() => database.close())

const house = () => smallHouse(db, { commands: notes, on: { 'order.noted': [follow] } })
const note = (text: string, order = '1042', delivery?: { source: string; key: string }) =>
  house().ask('order.note', { order, note: text }, sam, delivery)

/** How much there is of everything. */
async function everything(): Promise<number> {
  const all = await Promise.all([deliveries, events, lanes, messages, outbox, rooms, tokens].map(one => db.$count(one)))
  return all.reduce((sum, one) => sum + one, 0)
}

const story = async () =>
  (await db.select().from(events).orderBy(asc(events.id))).map(one => [one.name, one.about, one.data])

test('a follow-up that is refused undoes itself alone, and is on record', async () => {
  expect((await note('x then no')).outcome).toBe('noted')
  expect(await story()).toEqual([
    ['order.noted', '1042', { note: 'x then no' }],
    ['follow_up.refused', '1042', { command: 'order.note', sentence: 'Not today.' }],
  ])
  expect((await db.select().from(messages)).map(({ subject }) => subject)).toEqual(['1042'])
  expect((await db.select().from(rooms)).map(({ name }) => name)).not.toContain('no')
})

test('a follow-up of a refused follow-up is undone with it', async () => {
  const tell: Reaction<'follow_up.refused'> = async (speech, { data }) =>
    speech.post(key('trouble'), [orders], aCard({ summary: data.sentence }))
  const refusing: Reaction<'order.noted'> = async (speech, event) => {
    await follow(speech, event)
    if (event.data.note === 'second') throw new Refusal('Too much.')
  }
  const { ask } = smallHouse(db, { commands: notes, on: { 'order.noted': [refusing], 'follow_up.refused': [tell] } })
  await ask('order.note', { order: '1', note: 'x then second' }, sam)
  expect((await story()).map(([name]) => name)).toEqual(['order.noted', 'follow_up.refused'])
  const summaries = (await db.select().from(messages)).map(({ card }) => card.summary)
  expect(summaries.toSorted()).toEqual(['Too much.', 'x then second'])
})

test('follow-ups that follow one another for ever end as a mistake of ours', async () => {
  const before = await everything()
  await expect(note('loop')).rejects.toThrow('follows itself without end')
  expect(await everything()).toBe(before)
})

test('the journal says who did what and when: a person, and Waybill for what followed', async () => {
  await note('x then y')
  const rows = await db.select().from(events).orderBy(asc(events.id))
  expect(rows.map(({ actor }) => ('name' in actor ? actor.name : null))).toEqual(['Sam', 'Waybill'])
  expect(rows.every(({ at }) => at.toISOString() === '2026-11-02T10:00:00.000Z')).toBe(true)
})

test.runIf(onPostgres)('two asks that wait for each other’s cards both succeed', async () => {
  const waits = [0, 0]
  const crosswise: Reaction<'order.noted'> = async (speech, { data }) => {
    const mine = data.note === 'a' ? 0 : 1
    await speech.post(key(mine), [orders], aCard({ summary: data.note }))
    waits[mine] = 1
    for (let turn = 0; turn < 500 && waits.includes(0); turn++) await new Promise(resolve => setTimeout(resolve, 2))
    await speech.post(key(1 - mine), [orders], aCard({ summary: data.note }))
  }
  const { ask } = smallHouse(db, { commands: notes, on: { 'order.noted': [crosswise] } })
  const both = ['a', 'b'].map(text => ask('order.note', { order: text, note: text }, sam))
  expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['noted', 'noted'])
  expect(await db.$count(messages)).toBe(2)
  expect(await story()).toHaveLength(2)
})
