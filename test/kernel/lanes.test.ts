import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANE_LEASE } from '../../src/kernel/carrying/outbox.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { outbox, type Room } from '../../src/kernel/ground/tables.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { begin, drain, type InHand, settleAll } from '../stage/kernel/carry.ts'
import { aCard, type Clock, clock, key, put, redraw, room } from '../stage/kernel/small-house.ts'
import { type Fault, type MemoryChat, memoryChat } from '../stage/memory-chat.ts'

const CHANNELS = ['orders', 'alerts', 'lumen']

/** What may happen, in any order: people speak and change what they said, sends begin, end, go wrong or are killed. */
type Happening =
  | { does: 'say'; lane: number; under: number | null }
  | { does: 'change'; message: number }
  | { does: 'begin' }
  | { does: 'mark' | 'kill'; which: number }
  | { does: 'wait'; ms: number }
  | { does: 'fault'; call: 'post' | 'edit' | 'find'; fault: Fault }

const some = fc.nat({ max: 30 })
const fault = fc.oneof(
  fc.record({ fault: fc.constant('later' as const), wait: fc.constantFrom(500, 30_000) }),
  fc.record({ fault: fc.constant('unsure' as const), when: fc.constantFrom('before' as const, 'after' as const) }),
  fc.constantFrom<Fault>({ fault: 'no room' }, { fault: 'broken' }),
)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('say' as const), lane: fc.nat({ max: 2 }), under: fc.option(some) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('change' as const), message: some }) },
  { weight: 5, arbitrary: fc.constant({ does: 'begin' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constantFrom('mark' as const, 'mark' as const, 'kill' as const), which: some }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 6_000, LANE_LEASE) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('fault' as const),
      call: fc.constantFrom('post' as const, 'edit' as const, 'find' as const),
      fault,
    }),
  },
)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('whatever goes wrong, every room shows every message once, in order, in its thread, as it is now', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 45 }), async story => {
      const world = await aWorld()
      for (const one of story) await happen(world, one)
      for (const slow of world.inHand) await slow.mark()
      await settleAll(database.db, world.chat, world.time)
      for (const channel of CHANNELS) {
        const shown = world.chat.messages.filter(one => one.channel === channel)
        const said = world.said.filter(one => one.channel === channel)
        expect(shown.map(({ card }) => [card.title, card.summary])).toEqual(said.map(one => [one.title, one.summary]))
        const titled = new Map(shown.map(({ ref, card }) => [card.title, ref]))
        expect(shown.map(({ thread }) => thread)).toEqual(said.map(({ root }) => titled.get(root ?? '') ?? null))
      }
      expect((await database.db.select().from(outbox)).filter(({ state }) => state !== 'sent')).toEqual([])
    }),
    { numRuns: 25 },
  )
})

type Said = { title: string; summary: string; channel: string; root: string | null }
type World = {
  db: Db
  chat: MemoryChat
  time: Clock
  rooms: readonly Room[]
  said: Said[]
  inHand: InHand[]
  broken: number
}

async function aWorld(): Promise<World> {
  await database.empty()
  const { db } = database
  const rooms = await Promise.all(CHANNELS.map(channel => room(db, channel)))
  return { db, chat: memoryChat({ channels: CHANNELS }), time: clock(), rooms, said: [], inHand: [], broken: 0 }
}

async function happen(world: World, one: Happening): Promise<void> {
  const { db, chat, time, said, inHand } = world
  switch (one.does) {
    case 'say': {
      const at = world.rooms[one.lane]
      if (!at) return
      const title = `m${said.length}`
      const roots = said.filter(({ channel, root }) => channel === at.channel && root === null)
      const root = one.under === null ? null : (roots[one.under % roots.length]?.title ?? null)
      said.push({ title, summary: 'new', channel: at.channel, root })
      return put(db, key(title), [at], aCard({ title, summary: 'new' }), root === null ? undefined : key(root))
    }
    case 'change': {
      const changed = said[one.message % said.length]
      if (!changed) return
      changed.summary += '!'
      return redraw(db, key(changed.title), aCard({ title: changed.title, summary: changed.summary }))
    }
    case 'begin': {
      const begun = await begin(db, chat, time)
      if (begun) inHand.push(begun)
      return
    }
    case 'mark':
      await inHand.splice(one.which % Math.max(1, inHand.length), 1)[0]?.mark()
      return
    case 'kill':
      inHand.splice(one.which % Math.max(1, inHand.length), 1)
      return
    case 'wait':
      return time.wait(one.ms)
    case 'fault':
      // Eight refusals put a message aside, which is another story.
      if (one.fault.fault === 'broken') world.broken += 1
      if (world.broken < 8) chat.fail(one.call, one.fault)
  }
}

test('many rooms and two hundred messages under random trouble come through complete', async () => {
  await database.empty()
  const { db } = database
  const channels = Array.from({ length: 10 }, (_, index) => `room-${index}`)
  const chat = memoryChat({ channels })
  const time = clock()
  const trouble = fc.sample(
    fault.filter(one => one.fault !== 'broken'),
    { numRuns: 40, seed: 7 },
  )
  for (const [index, one] of trouble.entries()) chat.fail((['post', 'edit', 'find'] as const)[index % 3] ?? 'post', one)
  const rooms = await Promise.all(channels.map(channel => room(db, channel)))
  for (let turn = 0; turn < 20; turn++)
    for (const at of rooms) await put(db, key(turn), [at], aCard({ summary: `${at.channel} ${turn}` }))
  await Promise.all([drain(db, chat, time), drain(db, chat, time)])
  for (let turn = 0; turn < 20; turn += 5) await redraw(db, key(turn), aCard({ summary: 'changed' }))
  await settleAll(db, chat, time)
  for (const channel of channels) {
    const shown = chat.messages.filter(one => one.channel === channel).map(({ card }) => card.summary)
    expect(shown).toEqual(Array.from({ length: 20 }, (_, turn) => (turn % 5 ? `${channel} ${turn}` : 'changed')))
  }
})
