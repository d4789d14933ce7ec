import { expect, test } from 'vitest'
import { messages } from '../../src/kernel/ground/tables.ts'
import type { Button, Card } from '../../src/kernel/shapes/card.ts'
import { Invalid } from '../../src/kernel/shapes/chat.ts'
import { aLane } from '../stage/kernel/a-lane.ts'
import { aCard, key, redraw } from '../stage/kernel/small-house.ts'

const lane = aLane()

const buttons: readonly Button[] = [{ label: 'Forward', command: 'order.forward', input: {} }]
const open = (subject: string, over: Partial<Card> = {}) => lane.say(subject, { card: { buttons, ...over } })
const change = (subject: string, over: Partial<Card> = {}) =>
  redraw(lane.db, key(subject), aCard({ buttons, summary: `${subject} changed`, ...over }))
const places = () => lane.chat.messages.map(({ ref, thread, card }) => [card.summary, ref, thread])

test('a card that was deleted while something is asked by it is posted once more, and holds nobody up', async () => {
  for (const one of ['a', 'b']) await open(one)
  await lane.drain()
  lane.chat.remove('m1')
  await change('a')
  await change('b')
  await lane.drain()
  expect(places()).toEqual([
    ['b changed', 'm2', null],
    ['a changed', 'm3', null],
  ])
  await change('a', { summary: 'a again' })
  await lane.drain()
  expect(lane.seen()).toEqual(['b changed', 'a again'])
  expect((await lane.owed()).every(({ state }) => state === 'sent')).toBe(true)
})

test('a deleted card by which nothing is asked any more is let be', async () => {
  await open('a')
  await open('b')
  await lane.drain()
  for (const ref of ['m1', 'm2']) lane.chat.remove(ref)
  await change('a', { tone: 'over' })
  await change('b', { buttons: [] })
  await lane.drain()
  expect(lane.seen()).toEqual([])
  expect((await lane.owed()).every(({ state, attempts }) => state === 'sent' && attempts === 0)).toBe(true)
})

test('what the chat can never show is given up at once', async () => {
  await lane.say('a')
  await lane.say('b')
  const invalid = { ...lane.chat, post: () => Promise.reject(new Invalid('too long')) }
  expect(await lane.step(invalid)).toMatchObject({ state: 'parked', why: 'too long' })
  await lane.drain()
  expect(lane.seen()).toEqual(['b'])
})

test('a root that was deleted comes back with its thread, in order, and calls nobody twice', async () => {
  const mei = { chat: 'memory', user: 'mei', name: 'Mei' }
  await open('root')
  await lane.drain()
  await lane.say('one', { under: 'root', card: { pings: [mei] } })
  await lane.drain()
  lane.time.wait(1)
  await lane.say('two', { under: 'root' })
  await lane.drain()
  lane.chat.remove('m1')
  await lane.say('three', { under: 'root', card: { pings: [mei] } })
  await lane.drain()
  const under = places().filter(([, , thread]) => thread === 'm4')
  expect(places().find(([summary]) => summary === 'root')).toEqual(['root', 'm4', null])
  expect(under.map(([summary]) => summary)).toEqual(['one', 'two', 'three'])
  const called = lane.chat.messages.filter(({ thread }) => thread === 'm4').map(({ card }) => card.pings?.length ?? 0)
  expect(called).toEqual([0, 0, 1])
  expect((await lane.db.select().from(messages)).map(({ ref }) => ref).toSorted()).toEqual(['m4', 'm5', 'm6', 'm7'])
})
