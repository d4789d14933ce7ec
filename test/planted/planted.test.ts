import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseSettings } from '../../src/config.ts'
import { doctor, inLines } from '../../src/doctor.ts'
import { integrations } from '../../src/integrations/index.ts'
import type { Integration } from '../../src/kernel/connecting/integration.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { type Running, start } from '../../src/main.ts'
import { settingTable } from '../../src/manual.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { bazaar } from './bazaar/index.ts'
import { courier, depot } from './courier/index.ts'
import { pager, tower } from './pager/index.ts'

// A fifth way to talk, a second store and a carrier's feed, each in one folder: all that is told here comes from there.
const registry: readonly Integration[] = [pager, bazaar, courier, ...integrations]
const ALL = { PAGER_TOKEN: 'pg-1', PAGER_ROOM: '#shop', BAZAAR_SHOP: 'North stall', COURIER: 'on', PORT: '0' }
const parse = (environment: Record<string, string>) => parseSettings(environment, registry)
const planned = (environment: Record<string, string>) => parse(environment).plans.map(one => one.integration.name)

let folder: string
let running: Running | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-'))
  Object.assign(tower, { isUp: true, channels: ['shop'], posts: [], stopped: 0 })
  Object.assign(depot, { polls: 0, stores: [], followed: [] })
})
afterEach(async () => {
  await running?.close()
  running = undefined
  await rm(folder, { recursive: true, force: true })
})

const run = async (environment: Record<string, string>) => {
  running = await start(parse({ ...environment, DATA_DIR: folder }), {
    log: openLog('silent'),
    pauses: { first: 20, longest: 100, refused: 100 },
  })
}
const get = async (path: string) => (await fetch(`${running?.url}${path}`)).text()
const send = async (order: string) =>
  (await fetch(`${running?.url}/webhooks/bazaar`, { method: 'POST', body: order })).text()
/** What the database holds once Waybill has stopped. */
const staffRoomsOf = async (chat: string) => {
  const { db, close } = await open({ url: null, folder })
  const all = await db.select().from(rooms)
  await close()
  return all.filter(room => room.chat === chat && room.purpose).map(({ name }) => name)
}

test('settings are read, what is half configured is said, and a chat that is asked for switches the console off', () => {
  expect(planned({})).toEqual(['shopify', 'woocommerce', 'api', 'files', 'sample', 'portal', 'console'])
  expect(planned(ALL)).toEqual(['pager', 'bazaar', 'courier', 'shopify', 'woocommerce', 'api', 'files', 'portal'])
  expect(() => parse({ PAGER_TOKEN: 'pg-1' })).toThrow('PAGER_ROOM must name where staff are paged')
  expect(() => parse({ PAGER_TOKEN: 'secret', COURIER: 'maybe' })).toThrow(
    /PAGER_TOKEN must begin with pg-[\s\S]*COURIER must be on or off/,
  )
})

test('the docs list its settings', () => {
  const table = settingTable(registry)
  expect(table).toContain('| `PAGER_API_URL` | Another tower. | `the nearest` |')
  expect(table).toContain('| `BAZAAR_SHOP` | The name of your stall. |  |')
})

test('it starts, is ready, takes an order, is polled, answers its path, pages staff, and stops', async () => {
  await run(ALL)
  await expect.poll(() => get('/readyz')).toBe('ready')
  expect(await send('1042 LAMP')).toBe('received')
  await expect.poll(() => tower.posts.map(({ card }) => card.title)).toContain('Order 1042')
  await expect.poll(() => depot.polls).toBeGreaterThan(0)
  expect(await get('/courier/events')).toBe('thanks')
  // As people paste an address into somebody else's settings.
  expect(await get('/courier/events/')).toBe('thanks')
  expect(await get('/readyz/')).toBe('ready')
  await running?.close()
  running = undefined
  expect(tower.stopped).toBe(1)
  expect(await staffRoomsOf('pager')).toEqual(['shop'])
})

test('its feed follows parcels that are on their way when it is switched on', async () => {
  const { db, close } = await open({ url: null, folder })
  const po = { purchaseOrderId: randomUUID(), carrier: 'ups', carrierName: 'UPS', recordedBy: 'Mei' }
  await db.insert(shipments).values({ ...po, number: '1Z999AA10123456784', recordedAt: new Date() })
  await close()
  await run(ALL)
  await expect.poll(() => depot.followed).toEqual(['1Z999AA10123456784'])
})

test('while it is away everything else is there; what was owed to it goes out when it is back', async () => {
  tower.isUp = false
  await run(ALL)
  expect(await get('/readyz')).toBe("Pager can't be reached yet; I keep trying.")
  expect(await send('1042 LAMP')).toBe('received')
  tower.isUp = true
  await expect.poll(() => get('/readyz')).toBe('ready')
  expect(await send('1043 LAMP')).toBe('received')
  await expect.poll(() => tower.posts.map(({ card }) => card.title)).toContain('Order 1043')
  tower.isUp = false
  expect(await get('/readyz')).toBe('The pager has no signal.')
})

test('no longer asked for, nobody is staff by its rooms', async () => {
  await run(ALL)
  await expect.poll(() => get('/readyz')).toBe('ready')
  await running?.close()
  await run({ PORT: '0' })
  await running?.close()
  running = undefined
  expect(await staffRoomsOf('pager')).toEqual([])
  expect(await staffRoomsOf('console')).toHaveLength(3)
})

test('the doctor looks at it', async () => {
  const look = async (environment: Record<string, string>) =>
    inLines(await doctor(parse({ ...environment, DATA_DIR: folder })))
  expect(await look({})).toContain('✓ Pager: not configured.')
  expect(await look(ALL)).toContain('✓ Pager: #shop is there; rooms in use: none.')
  expect(await look({ ...ALL, PAGER_ROOM: '#gone' })).toContain(
    '✗ Pager: #gone is missing; rooms in use: none.\n  → Open it.',
  )
})
