import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Webhook } from 'standardwebhooks'
import { afterEach } from 'vitest'
import { type Door, makeKeys } from '../../src/integrations/intake/doors.ts'
import { openIntake } from '../../src/integrations/intake/routes.ts'
import { Results } from '../../src/integrations/intake/schema.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { Problem } from '../../src/kernel/ground/problem.ts'
import type { Shop } from '../stage/a-shop.ts'
import { one } from './orders.ts'

const servers: ServerType[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

type Sent = {
  headers?: Record<string, string | undefined>
  query?: string
  store?: string
  method?: string
  /** Stands for what the clock of the sender says. */
  at?: Date
}

/** The door over real HTTP and the real shop. `around` stands between it and the shop, to see and to break. */
export async function aDoor(
  shop: Pick<Shop, 'bot' | 'database'>,
  around: (ask: Ask) => Ask = ask => ask,
  find?: (store: string) => Promise<Door | null>,
) {
  const keys = makeKeys()
  const { secret, keyHash } = keys
  const failures: unknown[] = []
  const gate = { isOpen: true }
  const app = new Hono().route(
    '/intake',
    openIntake({
      ask: around(shop.bot.ask),
      db: shop.database.db,
      find: find ?? (async store => (store === 'hut' ? { key: 'hut', name: 'Hut', secret, keyHash } : null)),
      ready: () => gate.isOpen,
      now: () => new Date(),
      failed: error => void failures.push(error),
    }),
  )
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  servers.push(server)
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/intake`
  let count = 0
  const send = async (
    payload: unknown = one(),
    { headers, query = '', store = 'hut', method = 'POST', at }: Sent = {},
  ) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const id = headers?.['webhook-id'] ?? `msg_${++count}`
    const sentAt = at ?? new Date()
    const usual = {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': new Webhook(keys.secret).sign(id, sentAt, body),
    }
    const kept = Object.entries({ ...usual, ...headers }).filter((one): one is [string, string] => Boolean(one[1]))
    const answer = await fetch(`${url}/${store}${query}`, { method, headers: kept, ...(method !== 'GET' && { body }) })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      type: answer.headers.get('Content-Type'),
      text,
      results: () => Results.parse(JSON.parse(text)).results,
      problem: () => Problem.parse(JSON.parse(text)),
    }
  }
  return { url, keys, send, failures, gate }
}

/** Without a signature, with the key. */
export const bearing = (key: string) => ({ 'webhook-signature': undefined, Authorization: `Bearer ${key}` })
