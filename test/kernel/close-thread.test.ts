import { expect, test } from 'vitest'
import { aLane } from '../stage/kernel/a-lane.ts'
import { aCard, key, put, room, speak } from '../stage/kernel/small-house.ts'
import type { Fault } from '../stage/memory-chat.ts'

const lane = aLane(['orders', 'lamps'])
const close = (subject: string) => speak(lane.db, to => to.closeThread(key(subject)), lane.time.now())
const open = (subject: string) => speak(lane.db, to => to.openThread(key(subject)), lane.time.now())
const closed = (summary: string) => lane.chat.messages.find(({ card }) => card.summary === summary)?.closed
const settings = () => lane.chat.calls.filter(({ call }) => call === 'close' || call === 'open').map(({ call }) => call)

test('a closed thread is closed in every room where its card stands, and nowhere else', async () => {
  const lamps = await room(lane.db, 'lamps', { side: 'supplier', supplierId: crypto.randomUUID() })
  const supplierId = lamps.supplierId ?? ''
  await lane.say('a')
  await lane.say('b')
  await put(lane.db, key('a'), [lamps], aCard({ summary: 'a', audience: { supplierId } }))
  await lane.drain()
  await close('a')
  await lane.drain()
  expect(lane.chat.messages.map(message => [message.channel, message.card.summary, message.closed])).toEqual(
    expect.arrayContaining([
      ['orders', 'a', true],
      ['orders', 'b', false],
      ['lamps', 'a', true],
    ]),
  )
})

test('closing what is closed owes nothing, and a redraw leaves it closed', async () => {
  await lane.say('a')
  await close('a')
  await lane.drain()
  await close('a')
  expect((await lane.owed()).every(({ state }) => state === 'sent')).toBe(true)
  await lane.edit('a', 'a changed')
  await lane.drain()
  expect(closed('a changed')).toBe(true)
  expect(settings()).toEqual(['close'])
})

test('what Waybill still has to say in a closed thread gets in, and leaves it closed', async () => {
  await lane.say('a')
  await close('a')
  await lane.drain()
  await lane.say('reply', { under: 'a' })
  await lane.drain()
  expect(lane.seen()).toEqual(['a', 'reply'])
  expect(closed('a')).toBe(true)
})

test('an opened thread stays open', async () => {
  await lane.say('a')
  await close('a')
  await lane.drain()
  await open('a')
  await lane.say('reply', { under: 'a' })
  await lane.drain()
  expect(closed('a')).toBe(false)
  expect(settings()).toEqual(['close', 'open'])
})

test('closed and opened before the chat heard of it, nothing is done', async () => {
  await lane.say('a')
  await lane.drain()
  await close('a')
  await open('a')
  await lane.drain()
  expect(settings()).toEqual([])
})

test.each<Fault>([
  { fault: 'later', wait: 1_000 },
  { fault: 'unsure', when: 'before' },
  { fault: 'unsure', when: 'after' },
  { fault: 'broken' },
  { fault: 'no room' },
])('a close that goes wrong ($fault) is done in the end, and its message is not doubled', async fault => {
  await lane.say('a')
  await close('a')
  lane.chat.fail('close', fault, fault)
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a'])
  expect(closed('a')).toBe(true)
})

test('a process killed after it closed the thread leaves it to the next, which finds it so', async () => {
  await lane.say('a')
  await lane.drain()
  await close('a')
  const killed = await lane.begin()
  expect(killed?.result.state).toBe('sent')
  lane.time.wait(60_000)
  await lane.drain()
  expect(lane.seen()).toEqual(['a'])
  expect(closed('a')).toBe(true)
})
