import { request } from 'node:http'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Offered } from '../../src/kernel/connecting/integration.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { type Running, start } from '../../src/main.ts'
import { dice } from '../shopify/dice.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop } from '../stage/shop.ts'
import { everyIntegration, type Route, routesOf } from './every-door.ts'

const SEED = Number(process.env.FUZZ_SEED ?? 7)
const chance = dice(SEED)
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T

const VALUES = [
  ...['1042', '..%2f..%2f..%2fetc%2fpasswd', '%2e%2e', '%00', '%ff', '%E0%A4%A', '__proto__', "'%20or%201=1--", 'w1.x'],
  ...[
    '00000000-0000-4000-8000-000000000000',
    '%F0%9F%98%80',
    'x'.repeat(4_000),
    '-1',
    '99999999999999999999',
    '{}',
    '%0d%0aX:1',
  ],
]
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
const TYPES = [
  ...[
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=cut',
    'multipart/form-data',
  ],
  ...['text/plain', 'application/json; charset=utf-16', '', 'x'],
]
const BODIES = [
  ...[
    '',
    '{',
    'null',
    '[]',
    '{}',
    '"x"',
    '{"__proto__":{"isAdmin":true}}',
    `${'['.repeat(20_000)}`,
    `{"a":${'9'.repeat(400)}}`,
  ],
  ...[
    '--cut\r\nContent-Disp',
    '--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
    'a=%ff&a[b][c]=1&__proto__=1',
  ],
  ...[
    '\u0000\u0001',
    '{"id":"\\ud800","orders":[{}]}',
    'x'.repeat(200_000),
    `{"schema":"2026-11","orders":[${'{},'.repeat(300)}{}]}`,
  ],
]
const TOKENS = [
  `Bearer wb_${'a'.repeat(43)}`,
  'Bearer x',
  'Basic YWRtaW46YWRtaW4=',
  'Bearer ',
  `Bearer ${'x'.repeat(7_000)}`,
]

/** What lets anybody's script, or anybody's address, into a page. */
const LOOSE = /unsafe-|\*|https?:|script-src[^;]* data:/

/** Of the customer of the one order that is here. */
const SECRET = /Hamngatan|zoe@example|Lindqvist/i

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

let running: Running
let house: Offered
let routes: readonly Route[]
let names: readonly string[]
const logged: string[] = []

beforeAll(async () => {
  const every = everyIntegration()
  names = every.names
  const silent = openLog('silent')
  const log = {
    ...{ info: silent.info.bind(silent), debug: silent.debug.bind(silent), warn: silent.warn.bind(silent) },
    error: (about: { err?: unknown }, what?: string) => void logged.push(`${what}: ${about.err}`),
  }
  running = await start(every.config, { log })
  routes = routesOf(every.connections)
  house = await every.house
  await openShop(house)
  await house.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), system)
  await house.ask('order.forward', { order: '1042' }, system)
})
afterAll(() => running.close())

/** How many rows each table has; what Waybill does by itself meanwhile is no stranger's doing. */
async function countRows(): Promise<Record<string, number>> {
  const tables = rowsOf(
    await house.db.execute(sql`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not in ('leases', 'cron_runs', 'outbox', 'lanes')`),
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables as { name: string }[]) {
    const [row] = rowsOf(await house.db.execute(sql`select count(*)::int as n from ${sql.identifier(name)}`))
    counts[name] = Number(row?.n)
  }
  return counts
}

/** As raw as a stranger may send it: `fetch` would set right what is wrong. */
function send(method: string, path: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const { hostname, port } = new URL(running.url)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, response => {
      const parts: Buffer[] = []
      response.on('data', part => parts.push(part))
      response.on('error', reject)
      response.on('close', () => {
        const body = Buffer.concat(parts).toString('latin1')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
      // What is told on and on has told enough.
      if (response.headers['content-type']?.startsWith('text/event-stream')) response.destroy()
    })
    // A body that is refused before its end breaks off.
    sent.on('error', error =>
      /ECONNRESET|EPIPE/.test(String(error)) ? resolve({ status: 400, headers: {}, body: '' }) : reject(error),
    )
    sent.end(method === 'GET' || method === 'HEAD' ? undefined : body)
  })
}

function strange({ method, path }: Route): Parameters<typeof send> {
  const filled = path.replaceAll(/:[\w-]+(\{[^}]*\})?\??|\*/g, () => oneOf(VALUES))
  const query = chance() < 0.4 ? `?${oneOf(VALUES)}=${oneOf(VALUES)}&page=${oneOf(VALUES)}` : ''
  const headers: Record<string, string> = { 'Content-Type': oneOf(TYPES) }
  if (chance() < 0.5) headers.Authorization = oneOf(TOKENS)
  if (chance() < 0.3) headers.Cookie = `waybill=${oneOf(VALUES)}; __Host-portal=${'x'.repeat(64)}; session=%ff`
  if (chance() < 0.3) headers['X-Forwarded-For'] = oneOf(['203.0.113.7', '::1', 'x', '127.0.0.1'])
  if (chance() < 0.3) headers.Origin = oneOf([running.url, 'https://evil.example', 'null'])
  if (chance() < 0.3) headers['Idempotency-Key'] = oneOf(VALUES)
  if (chance() < 0.3) headers['X-Shopify-Hmac-Sha256'] = 'YQ=='
  if (chance() < 0.3) headers['X-Shopify-Topic'] = 'orders/create'
  const own = method === 'ALL' ? oneOf(METHODS) : method
  return [chance() < 0.7 ? own : oneOf(METHODS), `${filled || '/'}${query}`, headers, oneOf(BODIES)]
}

describe(`strangers at every route of the registry, seed ${SEED}`, () => {
  const wrong: string[] = []
  const bare = new Set<string>()
  let asked = 0
  let before: Record<string, number>

  beforeAll(async () => {
    before = await countRows()
    for (const route of routes)
      for (let time = 0; time < 8; time += 1) {
        const [method, path, headers, body] = strange(route)
        const answer = await send(method, path, headers, body)
        asked += 1
        const said = `${method} ${path.slice(0, 120)} of ${route.path}: ${answer.status}`
        if (answer.status >= 500) wrong.push(said)
        if (/\n\s+at .+:\d+|node_modules|\bselect .+ from\b|"stack"/i.test(answer.body))
          wrong.push(`${said} shows its insides`)
        if (SECRET.test(answer.body)) wrong.push(`${said} shows a customer`)
        // Node itself refuses what is no HTTP, before anybody of ours sees it.
        if (answer.headers.date)
          for (const name of [
            'x-content-type-options',
            'content-security-policy',
            'referrer-policy',
            'x-frame-options',
            'strict-transport-security',
          ])
            if (!answer.headers[name]) bare.add(`${route.path} ${name}`)
        const policy = String(answer.headers['content-security-policy'] ?? '')
        if (LOOSE.test(policy)) bare.add(`${route.path} ${policy}`)
      }
  })

  test('find doors of most integrations', () => {
    expect(names).toEqual(expect.arrayContaining(['slack', 'discord', 'console', 'portal', 'api', 'shopify', 'email']))
    expect(routes.length).toBeGreaterThan(80)
    expect(asked).toBe(routes.length * 8)
  })

  test('are answered, and never with our own failure or its traces', () => {
    expect(wrong).toEqual([])
    expect(logged).toEqual([])
  })

  test('are not counted as our bugs', async () => {
    const metrics = await (await fetch(`${running.url}/metrics`)).text()
    expect(/^waybill_bugs_total (\d+)/m.exec(metrics)?.[1]).toBe('0')
  })

  test('change nothing', async () => {
    expect(await countRows()).toEqual(before)
  })

  test('get answers that no browser takes for more than they are', () => {
    expect([...bare]).toEqual([])
  })
})
