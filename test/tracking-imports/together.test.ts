import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { taskKinds } from '../../src/tasks.ts'
import { incoming } from '../stage/incoming.ts'
import { stands, together } from '../stage/together.ts'

const all = together()
let tasks: Tasks
beforeEach(async () => {
  const { db, listen } = all.database
  const kinds = taskKinds({ ...all.bot, db, publicUrl: null, now: () => new Date() })
  tasks = await startTasks({ db, listen, kinds, log: openLog('silent'), failed: error => expect.fail(String(error)) })
})
afterEach(() => tasks.stop())

test.each(['discord', 'slack', 'console', 'memory'])(
  'in %s a supplier pastes a list, sees what becomes of it, and adds it with one press',
  async chat => {
    const stand = all.on(chat)
    await all.bind(stand)
    for (const number of ['1042', '1043']) {
      await all.ask('order.receive', incoming(number, [{ sku: 'LAMP' }]))
      await all.ask('order.forward', { order: number })
    }
    const rows = '1042-A 1Z999AA10123456784 1043-A UPS 1Z12345E1512345676, 9999-A 1Z999AA10123456793'
    const pastes = () =>
      stand.presses('Mei', 'lumen', 'Purchase order 1042-A', 'Add tracking', { 'Tracking number': rows })
    await stands(() => stand.shows('lumen', 'Purchase order 1042-A'), /LAMP/)
    expect((await pastes()).text).toContain('2 parcels of 3 rows can be added.')
    const title = 'Tracking numbers: a pasted list'
    const shows = () => stand.shows('lumen', title)
    await stands(shows, /row 3 · 9999-A.*There is no purchase order 9999-A here/s)
    expect((await stand.presses('Mei', 'lumen', title, 'Add 2 parcels')).text).toContain('2 parcels are being added.')
    await stands(shows, /2 parcels were added by mei\. 1 row can’t be added as written\./i)
    expect(await all.database.db.$count(shipments)).toBe(2)
    expect((await stand.presses('Mei', 'lumen', title, 'Show rows')).text).toMatch(/row 1.*1042-A/s)
    expect((await pastes()).text).toContain('Nothing here can be added.')
    expect(await all.database.db.$count(shipments)).toBe(2)
  },
)
