import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isGone, layerOf, nameProcess } from '../../src/kernel/ground/whereabouts.ts'
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

test('a container is known again when it is started again, and a machine is none', () => {
  const mounts = (root: string) =>
    `22 27 0:21 / /proc rw,relatime - proc proc rw\n${root}\n31 27 8:1 / /data rw - ext4 /dev/sda1 rw\n`
  const docker = (id: string, lower: string) =>
    mounts(
      `612 489 0:55 / / ro,relatime master:241 - overlay overlay rw,lowerdir=${lower},upperdir=/var/lib/docker/overlay2/${id}/diff,workdir=/var/lib/docker/overlay2/${id}/work`,
    )
  const before = layerOf(docker('4f1c', '/var/lib/docker/overlay2/l/AB:/var/lib/docker/overlay2/l/CD'))
  expect(before).toBe('/var/lib/docker/overlay2/4f1c/diff')
  expect(layerOf(docker('9e22', '/var/lib/docker/overlay2/l/AB'))).not.toBe(before)
  expect(layerOf(mounts('27 1 8:1 / / rw,relatime - ext4 /dev/vda rw'))).toBeNull()
})
