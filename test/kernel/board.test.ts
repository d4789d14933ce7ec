import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/kernel/ground/db.ts'
import { messages, outbox, type Room, rooms, tokens } from '../../src/kernel/ground/tables.ts'
import type { Button } from '../../src/kernel/shapes/card.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { aCard, key, owed, put, redraw, room } from '../stage/kernel/small-house.ts'

let database: TestDatabase
let db: Db
let orders: Room
const lumen = randomUUID()
const casa = randomUUID()

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  orders = await room(db, 'orders')
})
afterAll(() => database.close())

const button = (label: string, over: Partial<Button> = {}): Button => ({
  label,
  command: 'order.forward',
  input: { order: label },
  ...over,
})
const card = async () => (await db.select().from(messages))[0]?.card

test('a card that two people post at once stands once', async () => {
  await Promise.all([1, 2, 3, 4].map(() => put(db, key(1042), [orders], aCard({ buttons: [button('Forward')] }))))
  expect(await db.$count(messages)).toBe(1)
  expect(await owed(db)).toMatchObject([{ subject: '1042', state: 'queued' }])
  expect(await db.$count(tokens)).toBe(1)
})

test('of two who change a card at once, neither change is lost to the room', async () => {
  await put(db, key(1042), [orders], aCard())
  await Promise.all(['one', 'two'].map(summary => redraw(db, key(1042), aCard({ summary }))))
  expect((await db.select().from(messages))[0]).toMatchObject({ version: 3, shownVersion: 0 })
  expect(await owed(db)).toHaveLength(1)
})

test('ten changes while a card waits are one redraw, of the newest', async () => {
  await put(db, key(1042), [orders], aCard())
  for (let turn = 1; turn <= 10; turn++) await redraw(db, key(1042), aCard({ summary: `Turn ${turn}` }))
  expect(await owed(db)).toHaveLength(1)
  expect((await card())?.summary).toBe('Turn 10')
})

test('a redraw calls nobody more, and takes no call from a card that was not posted yet', async () => {
  const mei = { chat: 'memory', user: 'mei', name: 'Mei' }
  await put(db, key(1042), [orders], aCard({ pings: [mei] }))
  await redraw(db, key(1042), aCard({ summary: 'Held.' }))
  expect(await card()).toMatchObject({ summary: 'Held.', pings: [mei] })
  await redraw(db, key(1042), aCard({ pings: [{ ...mei, user: 'chen', name: 'Chen' }] }))
  expect((await card())?.pings).toEqual([mei])
})

test('a card that says the same as before is not sent again', async () => {
  const same = () => aCard({ facts: [{ label: 'To', value: 'Göteborg' }], buttons: [button('Forward')] })
  await put(db, key(1042), [orders], same())
  await db.update(outbox).set({ state: 'sent' })
  await redraw(db, key(1042), same())
  await put(db, key(1042), [orders], { ...same() })
  expect((await owed(db)).map(({ state }) => state)).toEqual(['sent'])
  await redraw(db, key(1042), aCard())
  expect((await owed(db)).map(({ state }) => state)).toEqual(['sent', 'queued'])
})

test('a redraw reaches every room the card stands in and no other', async () => {
  const [alerts, support] = [await room(db, 'alerts'), await room(db, 'support')]
  await put(db, key(1042), [orders, alerts], aCard())
  await put(db, key(7), [support], aCard({ title: 'Another' }))
  await redraw(db, key(1042), aCard({ summary: 'Held.' }))
  const summaries = Object.fromEntries((await db.select().from(messages)).map(row => [row.roomId, row.card.summary]))
  expect(summaries).toEqual({
    [orders.id]: 'Held.',
    [alerts.id]: 'Held.',
    [support.id]: 'Order 1042 came in.',
  })
  await redraw(db, key('nowhere'), aCard())
  expect(await db.$count(messages)).toBe(3)
})

test('what staff write for themselves never stands in a supplier’s room, nor a supplier’s card before others', async () => {
  const hers = await room(db, 'lumen', { side: 'supplier', supplierId: lumen })
  const theirs = await room(db, 'casa', { side: 'supplier', supplierId: casa })
  const forLumen = aCard({ audience: { supplierId: lumen } })
  await expect(put(db, key(1), [hers], aCard())).rejects.toThrow('not for the people in room')
  await expect(put(db, key(2), [theirs], forLumen)).rejects.toThrow('not for the people in room')
  await expect(put(db, key(3), [orders], forLumen)).rejects.toThrow('not for the people in room')
  await expect(put(db, key(4), [orders, hers], aCard())).rejects.toThrow('not for the people in room')
  expect(await db.$count(messages)).toBe(0)
  await put(db, key(5), [hers], forLumen)
  await expect(redraw(db, key(5), aCard())).rejects.toThrow('not for the people in room')
  expect((await card())?.audience).toEqual({ supplierId: lumen })
})

test('a room that has changed hands stops nobody, and shows nothing new of the old side', async () => {
  const hers = await room(db, 'lumen', { side: 'supplier', supplierId: lumen })
  const second = await room(db, 'lumen-2', { side: 'supplier', supplierId: lumen })
  const forLumen = (summary: string) => aCard({ audience: { supplierId: lumen }, summary })
  await put(db, key(1), [hers, second], forLumen('Sent.'))
  await db.update(rooms).set({ supplierId: casa }).where(eq(rooms.id, hers.id))
  await redraw(db, key(1), forLumen('Acknowledged.'))
  const shown = new Map((await db.select().from(messages)).map(row => [row.roomId, row.card.summary]))
  expect([shown.get(hers.id), shown.get(second.id)]).toEqual(['Sent.', 'Acknowledged.'])
})

test('six buttons are a mistake of ours, found before a chat refuses them', async () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map(label => button(label))
  await expect(put(db, key(1), [orders], aCard({ buttons: six }))).rejects.toThrow('6 buttons')
  await put(db, key(1), [orders], aCard({ buttons: six.slice(1) }))
})

test('a button that people see keeps working over every redraw', async () => {
  await put(db, key(1), [orders], aCard({ buttons: [button('Forward'), button('Hold')] }))
  const before = (await card())?.presses
  await redraw(db, key(1), aCard({ summary: 'Changed.', buttons: [button('Hold'), button('Forward')] }))
  const after = (await card())?.presses
  expect(after?.map(({ label }) => label)).toEqual(['Hold', 'Forward'])
  expect(new Set(after?.map(({ token }) => token))).toEqual(new Set(before?.map(({ token }) => token)))
  expect(await db.$count(tokens)).toBe(2)
})

test('a button whose meaning changed gets a new token, and one of another room is another’s', async () => {
  const alerts = await room(db, 'alerts')
  await put(db, key(1), [orders, alerts], aCard({ buttons: [button('Forward')] }))
  await redraw(db, key(1), aCard({ buttons: [button('Forward', { asks: ['supplier'] })] }))
  const all = await db.select().from(tokens)
  expect(new Set(all.map(({ id }) => id)).size).toBe(4)
  expect(all.every(({ id }) => /^[\x21-\x7e]{1,90}$/.test(id))).toBe(true)
  expect(all.filter(token => token.roomId === alerts.id)).toHaveLength(2)
})
