import { parseArgs } from 'node:util'
import { openHouse } from '../../src/house.ts'
import { takeOver } from '../../src/kernel/carrying/take-over.ts'
import { startTasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import { taskKinds } from '../../src/tasks.ts'
import { KEY } from '../stage/outside.ts'

// Sends what is owed, until nothing is left or it is killed.
const options = { folder: { type: 'string' }, origin: { type: 'string' } } as const
const { folder = '', origin = '' } = parseArgs({ options }).values
const database = await open({ url: null, folder })
await takeOver(database.db)
const log = openLog('error')
const { ask, outside } = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), origins: [origin] })
const now = () => new Date()
const kinds = taskKinds({ db: database.db, ask, outside, publicUrl: null, now })
const tasks = await startTasks({ db: database.db, listen: database.listen, kinds, log, failed: () => {} })
await tasks.idle()
await tasks.stop()
await database.close()
