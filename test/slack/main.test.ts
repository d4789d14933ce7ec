import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseSettings } from '../../src/config.ts'
import { integrations } from '../../src/integrations/index.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { type Running, start } from '../../src/main.ts'
import { KEY } from '../stage/outside.ts'
import { settingsIn } from '../stage/settings-in.ts'
import { people, type Shop } from '../stage/slack/slack-bot.ts'
import { until } from '../stage/until.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let fake: FakeSlack
let shop: Shop
let running: Running | undefined
let notified: string[]

beforeEach(async () => {
  fake = await startSlack({ timing: brisk, app: asInstalled() })
  shop = people(fake)
  notified = []
})
afterEach(async () => {
  await running?.close()
  running = undefined
  await fake.close()
})

const parse = (environment: Record<string, string>) => parseSettings(environment, integrations)
const planned = (environment: Record<string, string>) => parse(environment).plans.map(one => one.integration.name)

/** Starts at the fake Slack, with short pauses between two tries. */
const run = async (settings: Record<string, string>) => {
  const slack = {
    SLACK_BOT_TOKEN: fake.app.botToken,
    SLACK_API_URL: fake.apiUrl,
    SLACK_ORDERS_ROOM: '#orders',
    PORT: '0',
  }
  const config = parse({ ...slack, ...settings })
  running = await start(
    { ...config, database: { url: null, folder: null } },
    {
      log: openLog('silent'),
      notify: sentence => void notified.push(sentence),
      pauses: { first: 50, longest: 200, refused: 200 },
    },
  )
}
const get = (path: string) => fetch(`${running?.url}${path}`)
const status = async (path: string) => (await get(path)).status
const readiness = async () => (await get('/readyz')).text()
const becomes = (words: string | RegExp) => expect.poll(readiness).toMatch(words)

test('by sockets: ready while one lives, no console, and alerts go to the orders room', async () => {
  const { sam, rooms } = shop
  await run({ SLACK_APP_TOKEN: fake.app.appToken, METRICS_TOKEN: 'let me look at it' })
  await becomes(/^ready$/)
  expect(await status('/')).toBe(404)
  await sam.types(rooms.orders, '/supplier add Lumen zone:Riga')
  await sam.reads(rooms.orders, /Lumen/)
  await fake.down()
  await until(() => fake.sockets.live.length === 0)
  await becomes('Slack does not reach us')
  expect(await status('/readyz')).toBe(503)
  expect(await status('/healthz')).toBe(200)
  for (const path of ['/readyz', '/metrics']) {
    const asked = (headers: Record<string, string>) => fetch(`${running?.url}${path}`, { headers })
    expect((await asked({ 'X-Forwarded-For': '203.0.113.7' })).status).toBe(401)
    const token = { Authorization: 'Bearer let me look at it', 'X-Forwarded-For': '203.0.113.7' }
    expect((await asked(token)).status).not.toBe(401)
  }
  await fake.up()
})

test('the settings that a new host begins with, filled in as docs/deploying.md says, lead to a working Slack', async () => {
  const { sam, rooms } = shop
  const settings = settingsIn('docs/deploying.md', {
    ...{ CONSOLE_SECRET: 'a'.repeat(32), METRICS_TOKEN: 'b'.repeat(32), SECRETS_KEY: KEY },
    ...{ SLACK_BOT_TOKEN: fake.app.botToken, SLACK_APP_TOKEN: fake.app.appToken, SLACK_ORDERS_ROOM: rooms.orders.id },
  })
  // A test is reached from this machine alone.
  await run({ ...settings, HOST: '127.0.0.1' })
  await becomes(/^ready$/)
  expect(await status('/')).toBe(200)
  await sam.types(rooms.orders, '/order overview')
  await sam.reads(rooms.orders, seen => seen.ephemeral)
  expect(notified).toEqual([])
})

test('by HTTP: deliveries come to the one server, as the console does where it is wanted', async () => {
  const { sam, rooms } = shop
  await run({ SLACK_SIGNING_SECRET: fake.app.signingSecret, CONSOLE: 'on' })
  await becomes(/^ready$/)
  expect(await status('/')).toBe(200)
  await fake.useHttp(`${running?.url}/slack/events`)
  await sam.types(rooms.orders, '/store list')
  await sam.reads(rooms.orders, seen => seen.ephemeral)
  expect(fake.failures).toEqual([])
})

test('a mistake that only people can set right is told once and by /readyz, while everything else goes on', async () => {
  const socket = { SLACK_APP_TOKEN: fake.app.appToken }
  for (const [settings, words] of [
    [{ ...socket, SLACK_ALERTS_ROOM: '#nowhere' }, /SLACK_ALERTS_ROOM.*\/invite @waybill/],
    [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-nonsense' }, /Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\)/],
    [{ SLACK_APP_TOKEN: 'xapp-1-nonsense' }, /SLACK_APP_TOKEN.*invalid_auth/],
  ] as const) {
    notified = []
    await run({ ...settings, SHOPIFY_WEBHOOK_SECRET: 'north' })
    await becomes(words)
    await new Promise(done => setTimeout(done, 500))
    expect(notified).toEqual([expect.stringMatching(words)])
    expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200])
    const unsigned = await fetch(`${running?.url}/webhooks/shopify`, { method: 'POST', body: '{}' })
    expect(unsigned.status).toBe(401)
    await running?.close()
  }
})

test('invited to the channel that it missed, it goes on by itself', async () => {
  await run({ SLACK_APP_TOKEN: fake.app.appToken, SLACK_ALERTS_ROOM: '#late' })
  await becomes(/SLACK_ALERTS_ROOM/)
  fake.channel('late', { kind: 'private', members: [shop.sam] })
  await becomes(/^ready$/)
})

test('Slack is limited, answers 500 and fails at the sockets while Waybill starts: it tries again, and troubles nobody', async () => {
  fake.faults.call('auth.test', { kind: 'rate_limited', retryAfter: 1 }, { times: 1 })
  fake.faults.call('auth.test', { kind: 'status', status: 500 }, { times: 3 })
  fake.faults.call('apps.connections.open', { kind: 'status', status: 500 }, { times: 3 })
  await run({ SLACK_APP_TOKEN: fake.app.appToken })
  await becomes(/^ready$/)
  expect(notified).toEqual([])
  await shop.sam.types(shop.rooms.orders, '/store list')
  await shop.sam.reads(shop.rooms.orders, seen => seen.ephemeral)
})

test('Slack is away when Waybill starts: everything else is there, and Slack is when it is back', async () => {
  await fake.down()
  await run({ SLACK_APP_TOKEN: fake.app.appToken, CONSOLE: 'on' })
  await becomes("Slack can't be reached yet")
  expect(await status('/')).toBe(200)
  await fake.up()
  await becomes(/^ready$/)
  expect(notified).toEqual([])
})

test('settings that lack something are named, all at once', () => {
  expect(() => parse({ SLACK_APP_TOKEN: 'xapp-1' })).toThrow(/SLACK_BOT_TOKEN is not set/)
  expect(() => parse({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_APP_TOKEN[\s\S]*SLACK_ORDERS_ROOM/)
  expect(() => parse({ SLACK_BOT_TOKEN: 'nonsense' })).toThrow(/xoxb-/)
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_ORDERS_ROOM: '#o' }
  expect(planned(slack)).not.toContain('console')
  expect(planned({ ...slack, CONSOLE: 'on' })).toContain('console')
  expect(planned({ ...slack, HOST: '0.0.0.0' })).not.toContain('console')
  expect(() => parse({ ...slack, HOST: '0.0.0.0', CONSOLE: 'on' })).toThrow(/CONSOLE_SECRET/)
})
