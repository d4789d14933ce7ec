import { expect, test } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import { sendMessage } from '../../src/kernel/carrying/send.ts'
import { settleClaim } from '../../src/kernel/carrying/settle-claim.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { aLane } from '../stage/kernel/a-lane.ts'
import { key, speak } from '../stage/kernel/small-house.ts'

const lane = aLane()
const oneOfMany = { card: { oneOfMany: true as const } }
const urgent = { card: { urgent: true as const } }

test('a redraw does not wait behind the new cards of its room', async () => {
  const slow = { ...lane.chat, pace: 1_030 }
  await lane.say('a', oneOfMany)
  await lane.drain(slow)
  for (let count = 1; count <= 40; count++) await lane.say(`new ${count}`, oneOfMany)
  await lane.edit('a', 'a changed')
  // No time passes: the next post is not due yet.
  await lane.drain(slow)
  expect(lane.seen()).toEqual(['a changed'])
})

test('a room that is behind shows what is urgent first, then the rest, then what is one of many', async () => {
  await lane.say('order 1', oneOfMany)
  await lane.say('order 2', oneOfMany)
  await lane.say('notice')
  await lane.say('alarm', urgent)
  await lane.drain()
  expect(lane.seen()).toEqual(['alarm', 'notice', 'order 1', 'order 2'])
})

test('what becomes urgent while it waits goes first', async () => {
  await lane.say('order 1', oneOfMany)
  await lane.say('order 2', oneOfMany)
  await lane.say('order 2', { ...urgent, summary: 'order 2 is late' })
  await lane.drain()
  expect(lane.seen()).toEqual(['order 2 is late', 'order 1'])
})

test('a thread keeps its order, however urgent what stands in it', async () => {
  await lane.say('order 1', oneOfMany)
  await lane.say('order 2', oneOfMany)
  await lane.say('first reply', { under: 'order 2' })
  await lane.say('second reply', { under: 'order 2', ...urgent })
  await lane.drain()
  expect(lane.seen()).toEqual(['order 2', 'first reply', 'second reply', 'order 1'])
  expect(lane.chat.messages.map(({ thread }) => thread)).toEqual([null, 'm1', 'm1', null])
})

test('nothing waits for ever behind what is more urgent', async () => {
  await lane.say('order', oneOfMany)
  for (let count = 1; !lane.seen().includes('order'); count++) {
    await lane.say(`alarm ${count}`, urgent)
    await lane.step()
    expect(count).toBeLessThanOrEqual(10)
  }
})

test('what began to be sent and was put off goes before anything more urgent', async () => {
  lane.chat.fail('post', { fault: 'later', wait: 0 })
  await lane.say('order', oneOfMany)
  await lane.step()
  await lane.say('alarm', urgent)
  await lane.drain()
  expect(lane.seen()).toEqual(['order', 'alarm'])
})

test('a redraw waits while its card is being posted, and for nothing else', async () => {
  await lane.say('a')
  const inHand = await lane.begin()
  await lane.edit('a', 'a changed')
  expect(await lane.begin()).toBeNull()
  await lane.say('b')
  await inHand?.mark()
  const both = await claim(lane.db, { most: 2, now: lane.time.now() })
  expect(both.claimed.map(({ way }) => way).toSorted()).toEqual(['edit', 'post'])
})

test('a card that is given up while it changes is posted as it is then', async () => {
  lane.chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await lane.say('a')
  for (let turn = 0; turn < 7; turn++) {
    await lane.step()
    lane.time.wait(61_000)
  }
  const last = await lane.begin()
  await lane.edit('a', 'a changed')
  await last?.mark()
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a changed'])
  expect((await lane.owed()).map(({ state }) => state)).toEqual(['parked', 'sent'])
})

test('the last words in a thread are posted before it closes, though redraws do not wait for posts', async () => {
  await lane.say('root')
  await lane.drain()
  await lane.say('last words', { under: 'root' })
  await speak(lane.db, to => to.closeThread(key('root')), lane.time.now())
  const both = await claim(lane.db, { most: 2, now: lane.time.now() })
  expect(both.claimed.map(({ way }) => way)).toEqual(['post'])
  for (const one of both.claimed) await settleClaim(lane.db, one, await sendMessage(lane.chat, one), lane.time.now())
  await lane.drain()
  expect(lane.chat.messages.map(({ closed, card }) => [card.summary, closed])).toEqual([
    ['root', true],
    ['last words', false],
  ])
})

test('a message is claimed in one statement, and what became of it is written in one', async () => {
  await lane.say('a')
  let statements = 0
  const counting = new Proxy(lane.db, {
    get(target, name) {
      statements += 1
      return Reflect.get(target, name)
    },
  }) as Db
  const now = lane.time.now()
  const [owed] = (await claim(counting, { now })).claimed
  if (!owed) throw new Error('nothing was claimed')
  await settleClaim(counting, owed, await sendMessage(lane.chat, owed), now)
  expect([statements, lane.seen()]).toEqual([2, ['a']])
})
