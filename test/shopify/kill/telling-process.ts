import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openHouse } from '../../../src/house.ts'
import { shopifyStorefront } from '../../../src/integrations/shopify/storefront.ts'
import { takeOver } from '../../../src/kernel/carrying/take-over.ts'
import { startTasks } from '../../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import { open } from '../../../src/kernel/ground/open.ts'
import { openSeal } from '../../../src/kernel/ground/seal.ts'
import { tasks as owed } from '../../../src/kernel/ground/tables.ts'
import { taskKinds } from '../../../src/tasks.ts'
import { KEY } from '../../stage/outside.ts'

// Tells the fake Shopify what is owed to it, until nothing is left or it is killed.
const { url, folder, base, ahead } = parseArgs({
  options: {
    url: { type: 'string' },
    folder: { type: 'string' },
    base: { type: 'string' },
    /** How far its clock is ahead, ms: what those killed before it held is let go of by then. */
    ahead: { type: 'string' },
  },
}).values
const database = await open({ url: url ?? null, folder: folder ?? null })
const { db, listen } = database
if (folder) await takeOver(db)
const log = openLog('error')
const now = () => new Date(Date.now() + Number(ahead))
const { ask, storefronts, outside } = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), now })
storefronts.set('shopify', shopifyStorefront({ log, now, base }))
const kinds = taskKinds({ db, ask, outside, publicUrl: 'https://waybill.example', now })
const tasks = await startTasks({ db, listen, kinds, log, failed: () => {}, now })
while ((await db.$count(owed)) > 0) {
  await tasks.idle()
  await setTimeout(50)
}
await tasks.stop()
await database.close()
