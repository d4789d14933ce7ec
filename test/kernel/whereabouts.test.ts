import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isGone, nameProcess } from '../../src/kernel/ground/whereabouts.ts'
import { child } from './child.ts'

test('a process that runs is not gone, one that ended is, and of one elsewhere nobody here can say', async () => {
  const { process: other, line: name } = await child('say-name.ts')
  expect([isGone(nameProcess()), isGone(name)]).toEqual([false, false])
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect(isGone(name)).toBe(process.platform === 'linux')
  const elsewhere = name.replace(/ at \S+/, ' at another-machine')
  expect([isGone(elsewhere), isGone('process without a place')]).toEqual([false, false])
})

test.runIf(process.platform === 'linux')('who had our own pid before us is gone', () => {
  const before = nameProcess().replace(/^process \S+/, 'process before-us')
  expect(isGone(before)).toBe(true)
})
