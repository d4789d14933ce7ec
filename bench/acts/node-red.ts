import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { until } from '../../test/stage/until.ts'
import { ownDatabase } from '../own-database.ts'
import { type Contestant, openStage, SECRET } from './contestant.ts'

/**
 * Node-RED itself, in a process of its own, from where it is installed: a flow that checks an order, inserts it by a pool of
 * connections, posts a line and answers.
 * @param program its `red.js`
 */
export async function openNodeRed(program: string): Promise<Contestant> {
  const { url, db, close } = await ownDatabase()
  if (!url) throw new Error('Node-RED needs DATABASE_URL')
  const stage = await openStage()
  const { fake, rooms } = stage
  const folder = mkdtempSync(join(tmpdir(), 'waybill-node-red-'))
  const port = await freePort()
  await db.execute('create table node_red_orders (id bigint primary key, body jsonb not null)')
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(flow(fake.apiUrl, fake.app.botToken, rooms.orders.id)))
  writeFileSync(join(folder, 'settings.cjs'), settings(folder, port, url))
  const red = spawn(process.execPath, [program, '-s', join(folder, 'settings.cjs')], { stdio: 'ignore' })
  const hook = `http://127.0.0.1:${port}/order`
  // Without a signature it answers 401, once it is there.
  await until(
    () =>
      fetch(hook, { method: 'POST', body: '{}', headers: JSON_BODY }).then(
        ({ status }) => status === 401,
        () => false,
      ),
    'Node-RED to start',
    30_000,
  )
  return {
    ...{ name: 'Node-RED', hook, ...stage },
    ...{ settles: async () => {}, wait: async () => {}, forwards: async () => {}, spent: async () => null },
    analyze: async () => void (await db.execute('analyze')),
    orders: async () => Number(rowsOf(await db.execute('select count(*) from node_red_orders'))[0]?.count),
    async close() {
      red.kill()
      await once(red, 'exit')
      await fake.close()
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const JSON_BODY = { 'content-type': 'application/json' }

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

function settings(userDir: string, uiPort: number, database: string): string {
  const pool = createRequire(import.meta.url).resolve('pg')
  const rest = { uiPort, uiHost: '127.0.0.1', userDir, flowFile: 'flows.json', logging: { console: { level: 'off' } } }
  return `const pg = require(${JSON.stringify(pool)})
module.exports = { ...${JSON.stringify(rest)}, functionGlobalContext: {
  crypto: require('node:crypto'),
  pool: new pg.Pool({ connectionString: ${JSON.stringify(database)} }),
} }`
}

function flow(api: string, token: string, channel: string) {
  const node = (id: string, type: string, next: readonly string[][], own: object) => ({
    id,
    type,
    z: 'flow',
    wires: next,
    ...own,
  })
  const check = `const due = global.get('crypto').createHmac('sha256', '${SECRET}').update(JSON.stringify(msg.payload)).digest('base64')
    if (due === msg.req.headers['x-shopify-hmac-sha256']) return [msg, null]
    msg.statusCode = 401
    return [null, msg]`
  const insert = `await global.get('pool').query('insert into node_red_orders values ($1, $2)', [msg.payload.id, JSON.stringify(msg.payload)])
    msg.payload = { channel: '${channel}', text: 'Order ' + msg.payload.name + ' came in.' }
    msg.headers = { 'content-type': 'application/json', authorization: 'Bearer ${token}' }
    return msg`
  const answer = `return { req: msg.req, res: msg.res, payload: 'ok' }`
  return [
    { id: 'flow', type: 'tab', label: 'Orders' },
    node('in', 'http in', [['check']], { url: '/order', method: 'post' }),
    node('check', 'function', [['insert'], ['out']], { func: check, outputs: 2 }),
    node('insert', 'function', [['post']], { func: insert, outputs: 1 }),
    node('post', 'http request', [['answer']], {
      method: 'POST',
      url: `${api}chat.postMessage`,
      ret: 'obj',
      persist: true,
    }),
    node('answer', 'function', [['out']], { func: answer, outputs: 1 }),
    node('out', 'http response', [], {}),
  ]
}
