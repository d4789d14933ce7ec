import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Reaction, Speech } from '../../src/kernel/asking/reaction.ts'
import { allSupplierRooms, staffRooms } from '../../src/kernel/asking/room.ts'
import { findToken } from '../../src/kernel/asking/token.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { deliveries, events, lanes, messages, outbox, rooms, tasks, tokens } from '../../src/kernel/ground/tables.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { follow, LUMEN, mei, nobody, notes, sam } from '../stage/kernel/notes.ts'
import { room, smallHouse, system } from '../stage/kernel/small-house.ts'
import { statementsOf } from '../stage/statements.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  await room(db, 'orders')
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

describe('what does not fit is refused in words, next to its field', () => {
  test.each([
    [{}, 'Order: please fill this in.', 'order'],
    [{ order: '', note: 'x' }, 'Order: please fill this in.', 'order'],
    [{ order: '1', note: 'x'.repeat(41) }, 'Note: write at most 40 characters.', 'note'],
    [{ order: '1', note: 7 }, 'Note: not understood.', 'note'],
    [{ order: '1', note: 'x', weight: 'heavy' }, 'Weight: write a number.', 'weight'],
    [{ order: '1', note: 'x', weight: '12' }, 'Weight: at most 9.', 'weight'],
    [{ order: '1', note: 'x', side: 'up' }, 'side: write left or right.', 'side'],
    [{ order: '1', note: 'x', person: {} }, 'Person: please fill this in.', 'person.id'],
    [null, 'That: please fill this in.', undefined],
    ['text', 'That: not understood.', undefined],
  ])('%j', async (input, sentence, field) => {
    const before = await everything()
    const refusal = await house()
      .ask('order.note', input, sam)
      .catch(error => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect([refusal.message, refusal.field]).toEqual([sentence, field])
    expect(await everything()).toBe(before)
  })
})

test('what says that it only reads can change nothing', async () => {
  const reading = smallHouse(db, { commands: { 'order.note': { ...notes['order.note'], reads: true } } })
  const before = await everything()
  await expect(reading.ask('order.note', { order: '1042', note: 'x' }, sam)).rejects.toThrow('to read alone')
  expect(await everything()).toBe(before)
})

test('what several look for at once is one statement, of which each has its own rows', async () => {
  const looks = () => Promise.all([staffRooms(db), findToken(db, 'none'), allSupplierRooms(db)])
  const [staff, none, supplier] = await looks()
  expect([staff, supplier].map(found => found.map(({ name }) => name))).toEqual([['orders'], ['lumen']])
  expect(none).toBeNull()
  expect(await statementsOf(looks)).toHaveLength(1)
})

test('where one of several things left to the end breaks, what the others had begun is undone', async () => {
  const ended = Promise.withResolvers<void>()
  const writes = async ({ read, owe }: Speech) => {
    for (let looks = 0; looks < 3; looks++) await read.select().from(events)
    await owe({ name: 'order.fulfil', subject: '1042', queue: 'lamps' }).finally(ended.resolve)
  }
  const both: Reaction<'order.noted'> = async speech => {
    speech.later('breaks', '1042', () => Promise.reject(new Error('a reaction broke')), { alongside: true })
    speech.later('writes', '1042', writes, { alongside: true })
  }
  const { ask } = smallHouse(db, { commands: notes, on: { 'order.noted': [both] } })
  const before = await everything()
  await expect(ask('order.note', { order: '1042', note: 'x' }, sam)).rejects.toThrow('a reaction broke')
  await ended.promise
  expect([await everything(), await db.$count(tasks)]).toEqual([before, 0])
})

test('who may not is told so before anything else, and what they could do instead', async () => {
  for (const actor of [mei, nobody]) {
    const refused = house().ask('order.note', {}, actor)
    await expect(refused).rejects.toBeInstanceOf(Refusal)
    await expect(refused).rejects.toThrow(actor === mei ? 'for the shop’s staff' : 'don’t know you')
  }
  const forSupplier = smallHouse(db, { commands: { 'a.b': { ...notes['order.note'], who: ['supplier'] } } })
  await expect(forSupplier.ask('a.b', {}, sam)).rejects.toThrow('for the supplier’s contacts')
})

test.each([
  ['a verb breaks', 'bug', 'a verb broke'],
  ['a verb refuses', 'no', 'Not today.'],
  ['a reaction breaks', 'reaction breaks', 'a reaction broke'],
  ['a card is meant for others', 'wrong room', 'not for the people in room'],
  ['a follow-up breaks', 'x then bug', 'a verb broke'],
])('when %s nothing is half done, and the same delivery may come again', async (_, text, message) => {
  const before = await everything()
  const delivery = { source: 'store', key: '1' }
  await expect(note(text, '1042', delivery)).rejects.toThrow(message)
  expect(await everything()).toBe(before)
  expect((await note('well', '1042', delivery)).outcome).toBe('noted')
})

test('a delivery heard twice is done once', async () => {
  const delivery = { source: 'store', key: '1' }
  expect((await note('a', '1042', delivery)).outcome).toBe('noted')
  const after = await everything()
  expect(await note('a', '1042', delivery)).toEqual({ text: 'Already done.', outcome: 'again' })
  expect(await everything()).toBe(after)
  expect((await note('b', '1042', { ...delivery, source: 'another store' })).outcome).toBe('noted')
})

test.each(['twice', 'twice and read'])(
  'a write that fails while what happened is recorded undoes all, and says why: %s',
  async text => {
    const before = await everything()
    await expect(note(text)).rejects.toMatchObject({ cause: { code: '23505' } })
    expect(await everything()).toBe(before)
  },
)

test('a delivery heard eight times at once is done once', async () => {
  const delivery = { source: 'store', key: '1' }
  const all = await Promise.all(Array.from({ length: 8 }, () => note('a', '1042', delivery)))
  expect(all.map(({ outcome }) => outcome).sort()).toEqual([...Array(7).fill('again'), 'noted'])
  expect(await story()).toHaveLength(1)
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'order.note '])(
  'there is no command “%s”, whatever the language inherits',
  async name => {
    await expect(house().ask(name, {}, system)).rejects.toThrow('no command is called')
  },
)

test('text that no database holds is taken as far as it can be held', async () => {
  await note('Li\0la \uD83D and \uDE00 😀')
  expect(await story()).toEqual([['order.noted', '1042', { note: 'Lila \uFFFD and \uFFFD 😀' }]])
})

test('input cannot reach what all objects share', async () => {
  const input = JSON.parse('{"order":"1","note":"x","__proto__":{"polluted":true},"constructor":{"prototype":{}}}')
  await house().ask('order.note', input, sam)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})
