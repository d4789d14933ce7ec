import { expect, test } from 'vitest'
import type { Db } from '../../src/kernel/ground/db.ts'
import type { Post } from '../../src/kernel/shapes/chat.ts'
import { aPumpedLane } from '../stage/kernel/a-pumped-lane.ts'
import { room } from '../stage/kernel/small-house.ts'
import { until } from '../stage/until.ts'

const lane = aPumpedLane()

test('what is said while the pump sleeps is shown at once: no wake is lost', async () => {
  const pump = await lane.start()
  for (let turn = 1; turn <= 60; turn++) {
    if (turn % 3 === 0) await pump.idle()
    await lane.say(`m${turn}`)
    if (turn % 2 === 0) for (let wakes = 0; wakes < turn; wakes++) queueMicrotask(pump.wake)
    await until(() => lane.chat.messages.length === turn)
  }
  expect(lane.seen().at(-1)).toBe('m60')
})

test('a wake in the very moment the pump falls asleep is not lost', async () => {
  // A database in which nothing is owed, and which answers as soon as a promise can.
  let looks = 0
  const empty = {
    db: { execute: async () => ++looks && [] } as unknown as Db,
    listen: async () => {},
    place: 'nowhere',
    close: async () => {},
  }
  const pump = await lane.start(empty)
  for (let depth = 0; depth < 40; depth++) {
    await pump.idle()
    pump.wake()
    for (let hop = 0; hop < depth; hop++) await null
    const before = looks
    pump.wake()
    await until(() => looks > before)
  }
  expect(looks).toBeGreaterThan(40)
})

test('a hanging room holds no other', async () => {
  const hangs: (() => void)[] = []
  const half = { ...lane.chat, post: (post: Post) => (post.channel === 'orders' ? hang() : lane.chat.post(post)) }
  const hang = () => new Promise<string>((_, reject) => hangs.push(() => reject(new Error('gone'))))
  await lane.say('stuck')
  for (const one of ['x', 'y', 'z']) await lane.say(one, { where: lane.alerts })
  await lane.start(lane.database, half)
  await until(() => lane.seen('alerts').length === 3)
  expect(lane.seen('alerts')).toEqual(['x', 'y', 'z'])
  for (const end of hangs) end()
})

test('while every place is taken by a hanging send, the database is left in peace', async () => {
  let asked = 0
  const counting = new Proxy(lane.db, {
    get: (target, name) => {
      asked += 1
      return Reflect.get(target, name)
    },
  })
  lane.chat.fail('post', { fault: 'hang', when: 'before' })
  await lane.say('a')
  await lane.say('b', { where: lane.alerts })
  await lane.start({ ...lane.database, db: counting }, lane.chat, { width: 1 })
  await until(() => lane.chat.calls.length === 1)
  await new Promise(resolve => setTimeout(resolve, 50))
  const before = asked
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(asked).toBe(before)
})

test('a stopped pump finishes what is under way and begins nothing more', async () => {
  lane.chat.fail('post', { fault: 'hang', when: 'after' }, { fault: 'hang', when: 'after' })
  await lane.say('a')
  await lane.say('b')
  await lane.say('x', { where: lane.alerts })
  const pump = await lane.start()
  await until(() => lane.chat.calls.length === 2)
  let stopped = false
  const stopping = pump.stop().then(() => {
    stopped = true
  })
  await new Promise(resolve => setImmediate(resolve))
  expect(stopped).toBe(false)
  lane.chat.release()
  await stopping
  expect((await lane.owed()).map(({ subject, why }) => [subject, why])).toEqual([
    ['a', 'no answer'],
    ['b', null],
    ['x', 'no answer'],
  ])
  pump.wake()
  await pump.idle()
  expect(lane.chat.calls).toHaveLength(2)
})

test('a pump stopped while it claims sends what it claimed', async () => {
  const slow = {
    ...lane.chat,
    post: async (post: Post) => {
      for (let hop = 0; hop < 100; hop++) await new Promise(resolve => setImmediate(resolve))
      return lane.chat.post(post)
    },
  }
  for (let turn = 0; turn < 12; turn++) {
    await lane.database.empty()
    const where = await room(lane.db, 'orders')
    const pump = await lane.start(lane.database, slow)
    await lane.say('a', { where })
    for (let hop = 0; hop < turn; hop++) await new Promise(resolve => setImmediate(resolve))
    await pump.stop()
    const [row] = await lane.owed()
    expect(['queued', 'sent']).toContain(row?.state)
  }
})

test('waiting for a pump that was stopped ends', async () => {
  lane.chat.fail('post', { fault: 'hang', when: 'after' })
  await lane.say('a')
  const pump = await lane.start()
  await until(() => lane.chat.calls.length === 1)
  const idle = pump.idle()
  const stopping = pump.stop()
  lane.chat.release()
  await Promise.all([idle, stopping])
  await pump.idle()
  expect(lane.chat.messages).toHaveLength(1)
})
