import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export type Disk = { folder: string; fill(): Promise<void>; close(): void }

const SIZE = '400m'
const CHUNK = Buffer.alloc(1024 * 1024)

/** A small disk of its own for the embedded database; null where we may not mount one. */
export function openDisk(at: string): Disk | null {
  mkdirSync(at, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', at], { stdio: 'ignore' })
  } catch {
    console.log('  no disk may be mounted here, and none is filled')
    return null
  }
  let isMounted = true
  return {
    folder: join(at, 'data'),
    async fill() {
      const filler = join(at, 'filler')
      const file = openSync(filler, 'w')
      try {
        for (;;) writeSync(file, CHUNK)
      } catch {
        // Full, as it should be.
      } finally {
        closeSync(file)
      }
      if (statfsSync(at).bavail > 16) throw new Error('the disk did not fill')
      await setTimeout(3_000)
      rmSync(filler)
    },
    close() {
      if (!isMounted) return
      isMounted = false
      execFileSync('umount', ['-l', at], { stdio: 'ignore' })
    },
  }
}
