import { parseArgs } from 'node:util'
import { Hono } from 'hono'
import { commands } from '../../src/commands.ts'
import { openHouse } from '../../src/house.ts'
import { openApp } from '../../src/integrations/api/app.ts'
import { choicesOf } from '../../src/integrations/api/choices.ts'
import { apiRoutes } from '../../src/integrations/api/routes/all-routes.ts'
import { connectPortal } from '../../src/integrations/portal/connect.ts'
import { portalChat } from '../../src/integrations/portal/post.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { listen } from '../../src/kernel/ground/http.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import { openAccess } from '../../src/reaches/access-links.ts'
import { openKeys } from '../../src/reaches/open-keys.ts'
import { openResources } from '../../src/resources/read-resources.ts'
import { KEY } from '../stage/outside.ts'

// Serves the API and the portal; told to, it dies as soon as something was done, before it can answer.
const options = {
  folder: { type: 'string' },
  port: { type: 'string', default: '0' },
  dies: { type: 'boolean', default: false },
} as const
const { folder = '', port, dies } = parseArgs({ options }).values
const database = await open({ url: null, folder })
const { db } = database
const house = openHouse({ database, log: openLog('silent'), counted: () => {}, seal: openSeal(KEY) })
const ask: Ask = async (...asked) => {
  const outcome = await house.ask(...asked)
  if (dies) process.kill(process.pid, 'SIGKILL')
  return outcome
}
const now = () => new Date()
const app = openApp({
  ...{
    ask,
    db,
    now,
    keys: openKeys(db, now),
    resources: openResources(db, now),
    routes: apiRoutes(choicesOf(commands)),
  },
  ...{ ready: () => true, failed: error => process.stderr.write(`${error}\n`) },
})
house.chats.set('portal', portalChat)
const portal = connectPortal({
  ...{ db, desk: house.desk, access: openAccess(db, now, house.ask), pictures: async () => null, now },
  work: async () => {
    throw new Error('nobody looks at tables here')
  },
})
const served = new Hono().use('/s/*', async (c, next) => {
  await next()
  if (dies && c.req.method === 'POST') process.kill(process.pid, 'SIGKILL')
})
const { url } = await listen(served.route('/api/v1', app).route('/s', portal), '127.0.0.1', Number(port))
process.send?.(url)
