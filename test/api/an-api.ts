import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach } from 'vitest'
import { commands } from '../../src/commands.ts'
import { openApp } from '../../src/integrations/api/app.ts'
import { apiChat } from '../../src/integrations/api/chat.ts'
import { choicesOf } from '../../src/integrations/api/choices.ts'
import type { ApiRoute } from '../../src/integrations/api/route.ts'
import { apiRoutes } from '../../src/integrations/api/routes/all-routes.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { Problem } from '../../src/kernel/ground/problem.ts'
import { openKeys } from '../../src/reaches/open-keys.ts'
import { openResources } from '../../src/resources/read-resources.ts'
import type { Shop } from '../stage/a-shop.ts'

const servers: ServerType[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

export type Sent = { key?: string | null; body?: unknown; headers?: Record<string, string> }
export type Answered = {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is judged by each test
  json: any
}
export type Api = {
  url: string
  failures: unknown[]
  /** A new key's secret. */
  key(line: string): Promise<string>
  call(
    key: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered>
}

/** The API over real HTTP and the real shop. `around` stands between it and the shop, to see and to break. */
export async function anApi({ bot, database: { db } }: Shop, around: (ask: Ask) => Ask = ask => ask): Promise<Api> {
  const failures: unknown[] = []
  const resources = openResources(db, bot.now)
  bot.chats.set('api', apiChat({ db, ask: bot.ask, resources, now: bot.now }))
  const routes = apiRoutes(choicesOf(commands))
  const app = new Hono().route(
    '/api/v1',
    openApp({
      ...{
        ask: around(bot.ask),
        db,
        keys: openKeys(db, bot.now),
        resources,
        routes,
        now: bot.now,
      },
      ready: () => true,
      failed: error => void failures.push(error),
    }),
  )
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  servers.push(server)
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
  return {
    url,
    failures,
    async key(line) {
      const said = await bot.as('Sam', 'orders').types(`/api key ${line}`)
      const [secret] = /wb_[\w-]{43}/.exec(JSON.stringify(said)) ?? []
      if (!secret) throw new Error(`no key in ${JSON.stringify(said)}`)
      return secret
    },
    async call(key, method, path, body, headers = {}) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(key && { Authorization: `Bearer ${key}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await answer.text()
      const isJson = /json/.test(answer.headers.get('Content-Type') ?? '')
      const json = isJson ? JSON.parse(text) : text
      if (isJson) mustFit(routes, { method, path, status: answer.status }, json)
      return { status: answer.status, headers: answer.headers, json }
    },
  }
}

/** Whatever is answered is as the route declares: each test would notice. */
function mustFit(routes: readonly ApiRoute[], asked: { method: string; path: string; status: number }, json: unknown) {
  if (asked.status >= 400) return void Problem.parse(json)
  const [path = ''] = asked.path.split('?')
  const route = routes.find(one => one.method.toUpperCase() === asked.method && patternOf(one.path).test(path))
  if (route && route.reply !== 'file') route.reply.parse(json)
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
