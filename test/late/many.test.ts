import { expect, test } from 'vitest'
import { aClock, HOUR, START } from '../stage/a-stopped-clock.ts'
import { layOpenOrders } from '../stage/open-orders.ts'
import { checkNoticed, toldIn } from './check-noticed.ts'

const clock = aClock()
const hours = (count: number) => new Date(START.getTime() + count * HOUR)

test('ten thousand due at once, after a week of nobody looking: nothing is missed, nothing told twice', async () => {
  const { db } = clock.database
  // A day's worth of ship-bys, of which the first hour's have passed.
  const open = {
    sentAt: hours(0),
    acknowledgeBy: null,
    shipBy: hours(167),
    spread: 24 * 3_600,
    watchedFrom: hours(143),
  }
  await layOpenOrders(db, 1, 10_000, 7, open)
  clock.wait(168)
  await Promise.all([clock.sweep(clock.restart()), clock.sweep(clock.restart())])
  await clock.sweep()
  const { told } = await checkNoticed(db, clock.now())
  expect(told).toBe(10_000)
  // Many short transactions, so that no supplier's press waits for all of them.
  expect(Math.max(...(await toldIn(db)).map(one => one.notices.length))).toBeLessThanOrEqual(100)
}, 900_000)
