import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHouse } from '../../src/house.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import { tasks } from '../../src/kernel/ground/tables.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { KEY } from '../stage/outside.ts'
import { until } from '../stage/until.ts'
import { shopSite } from './shop-site.ts'

const KILLS = 3
const CANCELLED = 24

test('killed over and over while it sends, it tells the store everything, each under one id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-webhooks-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const site = await shopSite()
  onTestFinished(() => void site.close())
  await layCancelled(folder, site)

  for (let kill = 0; kill < KILLS; kill += 1) {
    const [child, before] = [start(folder, site.origin), site.heard.length]
    const enough = before + randomInt(2, 6)
    await until(() => site.heard.length >= enough, 'it sends')
    child.kill('SIGKILL')
    await ended(child)
  }
  expect(await ended(start(folder, site.origin))).toBe(0)

  const ids = new Map(site.heard.map(({ id, data }) => [id, (data.order as { number?: string } | undefined)?.number]))
  const numbers = [...ids.values()].filter(Boolean).toSorted()
  expect(numbers).toEqual(Array.from({ length: CANCELLED }, (_, index) => String(2_000 + index)))
  const after = await open({ url: null, folder })
  expect(await after.db.$count(tasks)).toBe(0)
  await after.close()
}, 300_000)

/** Orders that were cancelled: a message is owed for each. */
async function layCancelled(folder: string, { origin, url }: { origin: string; url: string }): Promise<void> {
  const database = await open({ url: null, folder })
  const log = openLog('silent')
  const { ask } = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), origins: [origin] })
  for (let index = 0; index < CANCELLED; index += 1)
    await ask('order.receive', incoming(String(2_000 + index), [{ sku: 'LAMP' }]), system)
  await ask('webhook.connect', { store: 'Lamps', url }, system)
  for (let index = 0; index < CANCELLED; index += 1) await ask('order.cancel', { order: String(2_000 + index) }, system)
  await database.close()
}

function start(folder: string, origin: string): ChildProcess {
  const script = join(import.meta.dirname, 'sending-process.ts')
  const child = spawn(process.execPath, [script, '--folder', folder, '--origin', origin], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  exits.set(child, new Promise(resolve => void child.once('exit', (code, signal) => resolve(signal ?? code))))
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}
const exits = new WeakMap<ChildProcess, Promise<number | string | null>>()
const ended = (child: ChildProcess) => exits.get(child)
