import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'

/** Names that were given out here: two of one process's hearts are no two processes. */
const own = new Set<string>()

/**
 * Where pids mean the same as ours: this machine since it was switched on, and the container, else the namespace of pids.
 * A copy of a running machine has another name in the network. Null where a system says nothing about it.
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
    const inside = layerOf(readFileSync('/proc/self/mountinfo', 'utf8')) ?? readlinkSync('/proc/self/ns/pid')
    const known = [boot, inside, hostname(), ...addresses.toSorted()]
    return createHash('sha256').update(known.join('\n')).digest('base64url').slice(0, 16)
  } catch {
    return null
  }
}

/**
 * The layer that a container writes its files to: no two that run share one, and started again it has the same, though its
 * namespaces are new. Null outside of containers.
 * @param mounts `/proc/self/mountinfo`: see proc_pid_mountinfo(5)
 */
export function layerOf(mounts: string): string | null {
  const root = mounts.split('\n').findLast(line => line.split(' ')[4] === '/')
  return /^.* - overlay .*\bupperdir=([^, ]+)/.exec(root ?? '')?.[1] ?? null
}
