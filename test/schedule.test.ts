import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../src/kernel/log.ts'
import { startSchedule } from '../src/schedule.ts'
import { aClock } from './late/a-clock.ts'

const clock = aClock()

test('what fell due while nothing ran is noticed as soon as a process starts, without waiting for a tick', async () => {
  await clock.forward('1042', 'BOWL')
  clock.wait(24 * 7)
  const { ask } = clock.restart()
  const { database, now } = clock
  const failures: string[] = []
  const stop = startSchedule({
    ...{ ask, database, now, embedded: false, log: openLog('silent') },
    failed: job => void failures.push(job),
  })
  onTestFinished(stop)
  await expect
    .poll(() => clock.told().then(told => told.map(({ rule }) => rule)), { timeout: 30_000 })
    .toContain('ship')
  await stop()
  expect(failures).toEqual([])
})
