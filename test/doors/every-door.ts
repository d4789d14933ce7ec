import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Config, HOUSE_SETTINGS, parseSettings } from '../../src/config.ts'
import { integrations } from '../../src/integrations/index.ts'
import type { Connection, Integration, Offered } from '../../src/kernel/connecting/integration.ts'
import type { Settings } from '../../src/kernel/connecting/setting.ts'
import { KEY } from '../stage/outside.ts'

const PUBLIC_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ format: 'der', type: 'spki' })
  .toString('base64')

/** Values of which each setting takes the first that it can read: of whatever integration, without a line for it. */
const VALUES = [
  ...['x'.repeat(32), 'on', '123456789012345678', '1', 'orders@shop.example', 'Shop <orders@shop.example>'],
  ...[
    'xoxb-1-2',
    're_1',
    'arn:aws:sns:eu-west-1:123456789012:mail',
    'smtps://u:p@127.0.0.1:9',
    'imaps://u:p@127.0.0.1:9/INBOX',
    'xapp-1-2',
    `whsec_${'a'.repeat(43)}=`,
    'https://127.0.0.1:9',
    'http://127.0.0.1:9',
    KEY,
    '127.0.0.1',
    PUBLIC_KEY,
  ],
]
/** What would let strangers in, reach somebody real, or turn a door off. */
const LEFT = new Set([
  ...['DATABASE_URL', 'DATA_DIR', 'HOST', 'PORT', 'TRUSTED_PROXIES', 'METRICS_TOKEN', 'TZ', 'LOG_LEVEL', 'BRIDGE'],
  ...['WEBHOOK_ORIGINS', 'KEEP_ADDRESSES_DAYS', 'KEEP_WORDS_DAYS'],
])

/** A setting for everything that any integration knows, so that every door is there. */
function everySetting(): Record<string, string> {
  const all: Settings = Object.assign({}, HOUSE_SETTINGS, ...integrations.map(({ settings }) => settings))
  const chosen = Object.entries(all).flatMap(([name, { check }]) => {
    if (LEFT.has(name) || /OAUTH|DKIM/.test(name)) return []
    const wanted = /_(URL|API)$/.test(name) ? ['https://127.0.0.1:9', 'http://127.0.0.1:9', ...VALUES] : VALUES
    const value = wanted.find(one => check.safeParse(one).success)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(chosen)
}

type Every = { config: Config; connections: Connection[]; names: readonly string[]; house: Promise<Offered> }

/** The settings of a Waybill with every integration, and what each brings once it is started. */
export function everyIntegration(): Every {
  const connections: Connection[] = []
  const { promise: house, resolve } = Promise.withResolvers<Offered>()
  const spied = integrations.map(
    (one): Integration => ({
      ...one,
      read(environment, around) {
        const { plan, ...rest } = one.read(environment, around)
        if (!plan) return { ...rest, wrong: [], plan: null }
        return {
          ...rest,
          plan: {
            ...plan,
            async connect(offered) {
              resolve(offered as Offered)
              const connection = await plan.connect(offered)
              connections.push(connection)
              // Nothing outside is reached: only what comes in is of interest.
              const { start: _, jobs: __, ...door } = connection
              return door
            },
          },
        }
      },
    }),
  )
  const environment = {
    ...everySetting(),
    PORT: '0',
    HOST: '127.0.0.1',
    CONSOLE_SECRET: randomBytes(24).toString('hex'),
  }
  const config = parseSettings(environment, spied)
  return {
    config: { ...config, database: { url: null, folder: null } },
    connections,
    house,
    names: config.plans.map(({ integration }) => integration.name),
  }
}

export type Route = { method: string; path: string }

/** Every route that the registry brought, as Hono has it: `POST /orders/:store`. */
export function routesOf(connections: readonly Connection[]): readonly Route[] {
  const found = connections.flatMap(({ routes = [], listener }) => [
    ...routes.flatMap(({ at, app }) =>
      app.routes.map(({ method, path }) => ({ method, path: `${at}${path}`.replaceAll(/\/+/g, '/') })),
    ),
    ...(listener ? [{ method: 'POST', path: listener.at }] : []),
  ])
  return [...new Map(found.map(one => [`${one.method} ${one.path}`, one])).values()]
}
