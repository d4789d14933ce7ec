import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { open } from '../../src/kernel/ground/open.ts'
import { HOUR, START } from '../stage/a-stopped-clock.ts'
import { testDatabase } from '../stage/database.ts'
import { layOpenOrders } from '../stage/open-orders.ts'
import { checkNoticed } from './check-noticed.ts'

const KILLS = 4
const DUE = 1_200
const hours = (count: number) => new Date(START.getTime() + count * HOUR)

type Place = { url: string } | { folder: string }

test('killed over and over in the midst of a sweep, it notices everything, and each once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-sweep-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const shared = process.env.DATABASE_URL ? await testDatabase() : null
  if (shared) onTestFinished(() => shared.close())
  const place: Place = shared?.url ? { url: shared.url } : { folder }
  const database = shared ?? (await open({ url: null, folder }))
  const due = { sentAt: hours(0), acknowledgeBy: null, shipBy: hours(100), spread: 24 * 3_600, watchedFrom: hours(76) }
  await layOpenOrders(database.db, 1, DUE, 5, due)
  if (!shared) await database.close()

  // Where several processes may be, two are at it at a time, and one of them is killed.
  const others = shared ? [start(place)] : []
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = start(place)
    await batches(child, randomInt(1, 4))
    await setTimeout(randomInt(40))
    child.kill('SIGKILL')
    // Killed, or done; never ended by a fault of its own.
    expect(['SIGKILL', 0]).toContain(await ended(child))
  }
  for (const last of [start(place), ...others]) expect(await ended(last)).toBe(0)

  const after = shared ?? (await open({ url: null, folder }))
  const { told } = await checkNoticed(after.db, hours(101))
  expect(told).toBe(DUE)
  if (!shared) await after.close()
}, 900_000)

function start(place: Place): ChildProcess {
  const where = 'url' in place ? ['--url', place.url] : ['--folder', place.folder]
  const script = join(import.meta.dirname, 'sweep-process.ts')
  const child = spawn(process.execPath, [script, ...where, '--now', hours(101).toISOString()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  exits.set(child, new Promise(resolve => void child.once('exit', (code, signal) => resolve(signal ?? code))))
  return child
}

const exits = new WeakMap<ChildProcess, Promise<number | string | null>>()
const ended = (child: ChildProcess) => exits.get(child)

/** Waits until so many batches were committed, or nothing is left to do. */
async function batches(child: ChildProcess, wanted: number): Promise<void> {
  let done = 0
  for await (const _ of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    done += 1
    if (done === wanted) return
  }
}
