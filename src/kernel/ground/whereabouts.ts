import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'

/** Names that were given out here: two of one process's hearts are no two processes. */
const own = new Set<string>()

/**
 * Where pids mean the same as ours: this machine since it was switched on, and its namespace of pids. A copy of a running
 * machine has another name in the network. Null where a system says nothing about it.
 */
const place = whereWeAre()

/** A new name for this process, which says where it runs. */
export function nameProcess(): string {
  const name = `process ${randomUUID()}${place ? ` at ${place} ${process.pid}` : ''}`
  own.add(name)
  return name
}

/** Whether a process of that name ran where we do, and runs no longer. One that is elsewhere may live, for all we know. */
export function isGone(name: string): boolean {
  const [, there, pid] = / at (\S+) (\d+)$/.exec(name) ?? []
  if (!there || there !== place || own.has(name)) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function whereWeAre(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const addresses = Object.values(networkInterfaces()).flatMap(all => (all ?? []).map(one => one.mac + one.address))
    const known = [boot, readlinkSync('/proc/self/ns/pid'), hostname(), ...addresses.toSorted()]
    return createHash('sha256').update(known.join('\n')).digest('base64url').slice(0, 16)
  } catch {
    return null
  }
}
