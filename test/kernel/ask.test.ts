import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../../src/kernel/actor.ts'
import { command, type Verb } from '../../src/kernel/command.ts'
import type { Db } from '../../src/kernel/db.ts'
import type { Reaction } from '../../src/kernel/reaction.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import { deliveries, events, lanes, messages, outbox, type Room, rooms, tokens } from '../../src/kernel/tables.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { aCard, key, onPostgres, room, smallHouse, system } from './small-house.ts'

let database: TestDatabase
let db: Db
let orders: Room
let lumen: Room

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  orders = await room(db, 'orders')
  lumen = await room(db, 'lumen', { side: 'supplier', supplierId: '00000000-0000-0000-0000-00000000000a' })
})
afterAll(() => database.close())

const sam: Actor = { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId: null }
const mei: Actor = { ...sam, side: 'supplier', supplierId: 'a', user: 'mei', name: 'Mei' }
const nobody: Actor = { ...sam, side: 'stranger', user: 'x', name: 'X' }

const Note = z.object({
  order: z.string().min(1),
  note: z.string().min(1).max(40),
  weight: z.coerce.number().max(9).optional(),
  side: z.enum(['left', 'right']).optional(),
  person: z.object({ id: z.string() }).optional(),
})

/** Writes a row of its own, then says so; a note of `bug` or `no` goes wrong after the row. */
async function write(verb: Verb, { order, note }: z.infer<typeof Note>) {
  await verb.db.insert(rooms).values({ ...orders, id: undefined, channel: `${order}/${note}`, name: note })
  await verb.record('order.noted', order, { note })
  if (note === 'bug') throw new Error('a verb broke')
  if (note === 'no') throw new Refusal('Not today.')
  return { text: `Noted ${note}.`, outcome: 'noted' }
}

const label = (text: string) => ({ kind: 'text' as const, label: text, help: '' })
const commands = {
  'order.note': command({
    input: Note,
    who: ['staff', 'system'],
    title: 'Note',
    does: 'Note.',
    args: { order: label('Order'), note: label('Note'), weight: label('Weight'), person: label('Person') },
    examples: [],
    run: write,
  }),
}

/** Posts a card of the order, and goes on as the note says. */
const follow: Reaction<'order.noted'> = async (speech, { about, data }) => {
  const button = { label: 'Forward', command: 'order.forward', input: {} }
  await speech.post(key(about), [orders], aCard({ summary: data.note, buttons: [button] }))
  if (data.note === 'reaction breaks') throw new Error('a reaction broke')
  if (data.note === 'wrong room') await speech.post(key(about, 'secret'), [lumen], aCard())
  if (data.note === 'loop') await speech.ask('order.note', { order: `${about}.`, note: 'loop' })
  const [, then] = data.note.split(' then ')
  if (then) await speech.ask('order.note', { order: `${about}-2`, note: then })
}

const house = () => smallHouse(db, { commands, on: { 'order.noted': [follow] } })
const note = (text: string, order = '1042', delivery?: { source: string; key: string }) =>
  house().ask('order.note', { order, note: text }, sam, delivery)

/** How much there is of everything. */
async function everything(): Promise<number> {
  const all = await Promise.all([deliveries, events, lanes, messages, outbox, rooms, tokens].map(one => db.$count(one)))
  return all.reduce((sum, one) => sum + one, 0)
}
const story = async () =>
  (await db.select().from(events).orderBy(asc(events.id))).map(one => [one.name, one.about, one.data])

describe('what does not fit is refused in words, beside its field', () => {
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

test('who may not is told so before anything else, and what they could do instead', async () => {
  for (const actor of [mei, nobody]) {
    const refused = house().ask('order.note', {}, actor)
    await expect(refused).rejects.toBeInstanceOf(Refusal)
    await expect(refused).rejects.toThrow(actor === mei ? 'for the shop’s staff' : 'don’t know you')
  }
  const forSupplier = smallHouse(db, { commands: { 'a.b': { ...commands['order.note'], who: ['supplier'] } } })
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

test('a delivery heard eight times at once is done once', async () => {
  const delivery = { source: 'store', key: '1' }
  const all = await Promise.all(Array.from({ length: 8 }, () => note('a', '1042', delivery)))
  expect(all.map(({ outcome }) => outcome).sort()).toEqual([...Array(7).fill('again'), 'noted'])
  expect(await story()).toHaveLength(1)
})

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
  const { ask } = smallHouse(db, { commands, on: { 'order.noted': [refusing], 'follow_up.refused': [tell] } })
  await ask('order.note', { order: '1', note: 'x then second' }, sam)
  expect((await story()).map(([name]) => name)).toEqual(['order.noted', 'follow_up.refused'])
  expect((await db.select().from(messages)).map(({ card }) => card.summary)).toEqual(['x then second', 'Too much.'])
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

test.runIf(onPostgres)('two asks that wait for each other’s cards both succeed', async () => {
  const waits = [0, 0]
  const crosswise: Reaction<'order.noted'> = async (speech, { data }) => {
    const mine = data.note === 'a' ? 0 : 1
    await speech.post(key(mine), [orders], aCard({ summary: data.note }))
    waits[mine] = 1
    for (let turn = 0; turn < 500 && waits.includes(0); turn++) await new Promise(resolve => setTimeout(resolve, 2))
    await speech.post(key(1 - mine), [orders], aCard({ summary: data.note }))
  }
  const { ask } = smallHouse(db, { commands, on: { 'order.noted': [crosswise] } })
  const both = ['a', 'b'].map(text => ask('order.note', { order: text, note: text }, sam))
  expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['noted', 'noted'])
  expect(await db.$count(messages)).toBe(2)
  expect(await story()).toHaveLength(2)
})
