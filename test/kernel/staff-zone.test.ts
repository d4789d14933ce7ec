import { afterEach, expect, test } from 'vitest'
import { startClock } from '../../src/kernel/carrying/clock.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { openLog } from '../../src/kernel/ground/log.ts'

const before = process.env.TZ
afterEach(() => {
  process.env.TZ = before
})

test('staff are told times in the zone of TZ also while the clock runs, which wants the process on UTC', async () => {
  process.env.TZ = 'Asia/Tokyo'
  const { staffZone } = await import('../../src/kernel/ground/staff-zone.ts')
  const stop = startClock([], { db: {} as Db, log: openLog('silent'), failed: () => {} })
  expect(staffZone()).toBe('Asia/Tokyo')
  await stop()
})
