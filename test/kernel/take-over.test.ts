import { expect, test } from 'vitest'
import { keepLease } from '../../src/kernel/carrying/lease.ts'
import { AFTER_DEATH, takeOver } from '../../src/kernel/carrying/take-over.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { aLane } from '../stage/kernel/a-lane.ts'
import { until } from '../stage/until.ts'

const lane = aLane()

test('what a killed process had sent is looked for as soon as it can be there, and its room goes on', async () => {
  for (const one of ['a', 'b']) await lane.say(one)
  await lane.begin()
  await takeOver(lane.db, lane.time.now())
  await lane.drain()
  expect(lane.seen()).toEqual(['a'])
  lane.time.wait(AFTER_DEATH)
  await lane.drain()
  expect(lane.seen()).toEqual(['a', 'b'])
  expect(lane.chat.calls.map(({ call }) => call)).toEqual(['post', 'find', 'edit', 'post'])
})

test('a room that waited for its time waits no longer than before', async () => {
  await lane.say('a')
  lane.chat.fail('post', { fault: 'later', wait: 60_000 })
  await lane.step()
  await takeOver(lane.db, lane.time.now())
  lane.time.wait(59_999)
  expect(await lane.begin()).toBeNull()
  lane.time.wait(1)
  await lane.drain()
  expect(lane.seen()).toEqual(['a'])
})

test('what only one process may do is begun at once', async () => {
  const parts = { db: lane.db, log: openLog('silent'), name: 'listener', lasts: 3_600 }
  const killed = keepLease({ ...parts, turns: () => {} })
  await until(killed.held)
  await takeOver(lane.db)
  const next = keepLease({ ...parts, turns: () => {} })
  await until(next.held)
  await Promise.all([killed.release(), next.release()])
  expect(next.taken()).toBe(true)
})
