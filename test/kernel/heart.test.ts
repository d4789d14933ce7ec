import { afterEach, expect, test } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import { LANE_LEASE } from '../../src/kernel/carrying/outbox.ts'
import { sendMessage } from '../../src/kernel/carrying/send.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { BEAT_LASTS, type Heart, startHeart } from '../../src/kernel/ground/heart.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { leases } from '../../src/kernel/ground/tables.ts'
import { aLane } from '../stage/kernel/a-lane.ts'

const lane = aLane()
const hearts: Heart[] = []
let isDead = false
afterEach(async () => {
  isDead = false
  await Promise.all(hearts.splice(0).map(heart => heart.stop()))
})

async function beating(db: Db = lane.db): Promise<Heart> {
  const heart = await startHeart({ db, log: openLog('silent'), now: lane.time.now })
  hearts.push(heart)
  return heart
}

/** A process from which the database hears nothing from the moment that it is killed. */
async function mortal(): Promise<Heart & { kill(): void }> {
  const db = new Proxy(lane.db, {
    get(target, name) {
      if (isDead) throw new Error('killed')
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const heart = await beating(db)
  return {
    ...heart,
    kill() {
      isDead = true
    },
  }
}

const claimed = async (heart: Heart) => (await claim(lane.db, { now: lane.time.now(), beat: heart.beat() })).claimed[0]
const beatsAt = async (heart: Heart) => {
  const beats = await lane.db.select().from(leases)
  return beats.find(({ name }) => name === heart.beat()?.process)?.until.getTime()
}

test('a room that a killed process was posting to goes on long before its lease ends, and shows nothing twice', async () => {
  for (const one of ['a', 'b']) await lane.say(one)
  const heart = await mortal()
  const begun = await claimed(heart)
  if (begun) await sendMessage(lane.chat, begun)
  heart.kill()
  lane.time.wait(BEAT_LASTS)
  await lane.drain()
  expect(lane.seen()).toEqual(['a'])
  expect((await claim(lane.db, { now: lane.time.now() })).wait).toBe(0)
  lane.time.wait(1)
  await lane.drain()
  expect(lane.seen()).toEqual(['a', 'b'])
  expect(BEAT_LASTS).toBeLessThan(LANE_LEASE)
})

test('a room is left to a process that lives, however long its send takes within the lease', async () => {
  await lane.say('a')
  const heart = await beating()
  await claimed(heart)
  lane.time.wait(BEAT_LASTS - 1)
  const alive = lane.time.now().getTime() + BEAT_LASTS
  await expect.poll(() => beatsAt(heart), { timeout: 5_000 }).toBe(alive)
  lane.time.wait(LANE_LEASE - BEAT_LASTS)
  expect(await claimed(await beating())).toBeUndefined()
  lane.time.wait(2)
  expect(await claimed(await beating())).toBeDefined()
})

test('a process that stopped leaves no trace, and one that was killed none for long', async () => {
  const [killed, stopped] = [await mortal(), await beating()]
  killed.kill()
  await stopped.stop()
  lane.time.wait(BEAT_LASTS)
  const next = await beating()
  const left = await lane.db.select().from(leases)
  expect(left.map(({ name }) => name)).toEqual([next.beat()?.process])
})
