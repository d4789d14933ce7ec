import { expect, test } from 'vitest'
import { lanes } from '../../src/kernel/ground/tables.ts'
import { NoRoom } from '../../src/kernel/shapes/chat.ts'
import { aLane } from '../stage/kernel/a-lane.ts'
import { room } from '../stage/kernel/small-house.ts'

const lane = aLane()

test('a chat that asks to be left alone is, and it counts as no attempt', async () => {
  await lane.say('a')
  lane.chat.fail('post', ...Array.from({ length: 20 }, () => ({ fault: 'later' as const, wait: 30_000 })))
  for (let turn = 0; turn < 20; turn++) {
    expect((await lane.step())?.state).toBe('queued')
    lane.time.wait(29_999)
    expect(await lane.step()).toBeNull()
    lane.time.wait(1)
  }
  expect(await lane.owed()).toMatchObject([{ state: 'queued', attempts: 0 }])
  await lane.drain()
  expect(lane.seen()).toEqual(['a'])
})

test.each(['before', 'after'] as const)(
  'an answer lost %s the chat took it neither doubles nor loses it',
  async when => {
    for (const one of ['a', 'b']) await lane.say(one)
    lane.chat.fail('post', { fault: 'unsure', when }, { fault: 'unsure', when })
    await lane.settleAll()
    expect(lane.seen()).toEqual(['a', 'b'])
    expect((await lane.owed()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  },
)

test('a message in doubt is looked for from before it was sent', async () => {
  await lane.say('a')
  const sent = lane.time.now()
  const slow = {
    ...lane.chat,
    post: (post: Parameters<typeof lane.chat.post>[0]) => {
      lane.time.wait(10_000)
      return lane.chat.post(post)
    },
  }
  lane.chat.fail('post', { fault: 'unsure', when: 'after' })
  await lane.step(slow)
  lane.time.wait(60_000)
  const looked: Date[] = []
  const looking = {
    ...lane.chat,
    find: (post: Parameters<typeof lane.chat.post>[0], since: Date) => {
      looked.push(since)
      return lane.chat.find(post, since)
    },
  }
  await lane.drain(looking)
  expect(looked.map(since => since.getTime() <= sent.getTime())).toEqual([true])
})

test.each([
  { fault: 'later', wait: 1_000 },
  { fault: 'broken' },
  { fault: 'no room' },
  { fault: 'unsure', when: 'before' },
] as const)('a look that goes wrong ($fault) leaves the message in doubt, and it is not doubled', async fault => {
  await lane.say('a')
  lane.chat.fail('post', { fault: 'unsure', when: 'after' })
  lane.chat.fail('find', fault, fault)
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a'])
})

test('a message refused eight times is put aside, and the next goes out', async () => {
  for (const one of ['a', 'b']) await lane.say(one)
  lane.chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await lane.settleAll()
  expect(await lane.owed()).toMatchObject([
    { subject: 'a', state: 'parked', attempts: 8, why: 'the chat refused' },
    { subject: 'b', state: 'sent' },
  ])
  expect(lane.seen()).toEqual(['b'])
})

test('a message that was put aside is tried anew when its card changes', async () => {
  await lane.say('a')
  lane.chat.fail('post', ...Array.from({ length: 8 }, () => ({ fault: 'broken' as const })))
  await lane.settleAll()
  await lane.edit('a', 'a mended')
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a mended'])
})

test('an hour without the network gives nothing up', async () => {
  await lane.say('a')
  lane.chat.fail('post', { fault: 'unsure', when: 'before' }, { fault: 'broken' })
  lane.chat.fail('find', ...Array.from({ length: 30 }, () => ({ fault: 'unsure' as const, when: 'before' as const })))
  await lane.settleAll()
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a'])
})

test('a room that cannot be posted to keeps its messages, and is tried again in five minutes', async () => {
  for (const one of ['a', 'b']) await lane.say(one)
  lane.chat.closeRoom('orders')
  await lane.drain()
  lane.time.wait(5 * 60_000 - 1)
  expect(await lane.step()).toBeNull()
  const since = (await lane.db.select().from(lanes))[0]?.parkedAt
  expect(since).toBeInstanceOf(Date)
  lane.time.wait(1)
  await lane.drain()
  expect((await lane.db.select().from(lanes))[0]).toMatchObject({
    parkedAt: since,
    parkedWhy: 'there is no room orders',
  })
  lane.chat.openRoom('orders')
  await lane.settleAll()
  expect(lane.seen()).toEqual(['a', 'b'])
  expect((await lane.db.select().from(lanes))[0]).toMatchObject({ parkedAt: null, parkedWhy: null })
})

test('trouble in one room holds no other', async () => {
  const alerts = await room(lane.db, 'alerts')
  await lane.say('a')
  await lane.say('x', { where: alerts })
  await lane.say('y', { where: alerts })
  const half = {
    ...lane.chat,
    post: async (post: Parameters<typeof lane.chat.post>[0]) => {
      if (post.channel === 'orders') throw new NoRoom('closed')
      return lane.chat.post(post)
    },
  }
  await lane.drain(half)
  expect(lane.seen('alerts')).toEqual(['x', 'y'])
})
