import { expect, test, vi } from 'vitest'
import { BEGINS_WITHIN, mustHoldLane } from '../../src/kernel/carrying/fence.ts'
import { LANE_LEASE } from '../../src/kernel/carrying/outbox.ts'
import { BEAT_LASTS, type Heart, startHeart } from '../../src/kernel/ground/heart.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import type { Chat } from '../../src/kernel/shapes/chat.ts'
import { aPumpedLane } from '../stage/kernel/a-pumped-lane.ts'
import { until } from '../stage/until.ts'

const lane = aPumpedLane()

/** Lets a process find that it stood still: its steady clock is so much further than it knew. */
function thaw(after: number): void {
  const before = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => before() + after)
}

/** The chat as one process sees it whose request is made ready, and leaves when it is let go. */
function slow(): { chat: Chat; waits: () => boolean; go(): void } {
  const { promise: gone, resolve: go } = Promise.withResolvers<void>()
  let waits = false
  const leaves = async () => {
    waits = true
    await gone
    mustHoldLane()
  }
  const chat: Chat = {
    ...lane.chat,
    post: async post => leaves().then(() => lane.chat.post(post)),
    edit: async (ref, post) => leaves().then(() => lane.chat.edit?.(ref, post)),
  }
  return { chat, waits: () => waits, go }
}

/** @param lasts for how long, ms. */
async function frozenWhile(meanwhile: () => Promise<void>, lasts = LANE_LEASE + 1, heart?: Heart): Promise<void> {
  const frozen = slow()
  const paused = await lane.start(lane.database, frozen.chat, { width: 1, ...(heart && { heart }) })
  await until(frozen.waits)
  lane.time.wait(lasts)
  await meanwhile()
  const other = await lane.start()
  await other.idle()
  thaw(lasts)
  frozen.go()
  await paused.idle()
  await other.idle()
  vi.restoreAllMocks()
}

test('a process that was frozen between its claim and its request posts no second copy', async () => {
  await lane.say('a')
  await frozenWhile(async () => {})
  expect(lane.seen()).toEqual(['a'])
})

test('nor does it paint an old card over a new one', async () => {
  await lane.say('a', { summary: 'Acknowledged, may be declined' })
  const first = await lane.start()
  await first.idle()
  await first.stop()
  await lane.edit('a', 'Acknowledged')
  await frozenWhile(() => lane.edit('a', 'Shipped'))
  expect(lane.seen()).toEqual(['Shipped'])
})

test.each([
  ['old name', false],
  ['new name, for it beats again', true],
])('not heard of for as long as others wait, it sends nothing more under its %s', async (_, beatsAgain) => {
  await lane.say('a')
  const heart = await startHeart({ db: lane.db, log: openLog('silent'), now: lane.time.now })
  const name = () => heart.beat()?.process
  const before = name()
  // So short that its claim alone would let it go on.
  expect(BEAT_LASTS).toBeLessThan(BEGINS_WITHIN)
  const meanwhile = async () => void (beatsAgain && (await until(() => name() !== undefined && name() !== before)))
  await frozenWhile(meanwhile, BEAT_LASTS + 1, heart)
  await heart.stop()
  expect(lane.seen()).toEqual(['a'])
})

test('an old card whose request had left already is painted over by the new one', async () => {
  await lane.say('a', { summary: 'new' })
  const first = await lane.start()
  await first.idle()
  await first.stop()
  await lane.edit('a', 'Acknowledged')
  const { promise: arrives, resolve: arrive } = Promise.withResolvers<void>()
  let left = false
  const edit: Chat['edit'] = async (ref, post) => {
    left = true
    await arrives
    await lane.chat.edit?.(ref, post)
  }
  const paused = await lane.start(lane.database, { ...lane.chat, edit }, { width: 1 })
  await until(() => left)
  lane.time.wait(LANE_LEASE + 1)
  await lane.edit('a', 'Shipped')
  const other = await lane.start()
  await other.idle()
  arrive()
  await paused.idle()
  await other.idle()
  expect(lane.seen()).toEqual(['Shipped'])
})
