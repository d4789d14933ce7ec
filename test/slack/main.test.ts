import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { type Running, startWaybill } from '../../src/main.ts'
import { people, type Shop } from '../stage/slack/slack-bot.ts'
import { until } from '../stage/until.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let fake: FakeSlack
let shop: Shop
let running: Running | undefined

beforeEach(async () => {
  fake = await startSlack({ timing: brisk, app: asInstalled() })
  shop = people(fake)
})
afterEach(async () => {
  await running?.close()
  running = undefined
  await fake.close()
})

const start = async (settings: Record<string, string>) => {
  const slack = {
    SLACK_BOT_TOKEN: fake.app.botToken,
    SLACK_API_URL: fake.apiUrl,
    SLACK_ORDERS_ROOM: '#orders',
    PORT: '0',
  }
  const config = readConfig({ ...slack, ...settings })
  running = await startWaybill({ ...config, database: { url: null, folder: null } }, openLog('silent'))
  return running
}
const status = async (path: string) => (await fetch(`${running?.url}${path}`)).status

test('by sockets: ready while one lives, no console, and alerts go to the orders room', async () => {
  const { sam, rooms } = shop
  await start({ SLACK_APP_TOKEN: fake.app.appToken })
  expect(await status('/readyz')).toBe(200)
  expect(await status('/')).toBe(404)
  await sam.types(rooms.orders, '/supplier add Lumen zone:Riga')
  await sam.reads(rooms.orders, /Lumen/)
  await fake.down()
  await until(() => fake.sockets.live.length === 0)
  await new Promise(done => setTimeout(done, 200))
  expect(await status('/readyz')).toBe(503)
  expect(await status('/healthz')).toBe(200)
  await fake.up()
})

test('by HTTP: deliveries come to the one server, as the console does where it is wanted', async () => {
  const { sam, rooms } = shop
  await start({ SLACK_SIGNING_SECRET: fake.app.signingSecret, CONSOLE: 'on' })
  expect(await status('/readyz')).toBe(200)
  expect(await status('/')).toBe(200)
  await fake.useHttp(`${running?.url}/slack/events`)
  await sam.types(rooms.orders, '/store list')
  await sam.reads(rooms.orders, seen => seen.ephemeral)
  expect(fake.failures).toEqual([])
})

test('it does not start where it is in no such channel, or the token is wrong, and says why', async () => {
  const socket = { SLACK_APP_TOKEN: fake.app.appToken }
  await expect(start({ ...socket, SLACK_ALERTS_ROOM: '#nowhere' })).rejects.toThrow(
    /SLACK_ALERTS_ROOM.*\/invite @waybill/,
  )
  await expect(start({ ...socket, SLACK_BOT_TOKEN: 'xoxb-nonsense' })).rejects.toThrow(
    /SLACK_BOT_TOKEN: Slack does not accept it \(invalid_auth\)/,
  )
  await expect(start({ SLACK_APP_TOKEN: 'xapp-1-nonsense' })).rejects.toThrow(/SLACK_APP_TOKEN.*invalid_auth/)
  await expect(start({ ...socket, SLACK_API_URL: 'http://127.0.0.1:9/' })).rejects.toThrow(/cannot be reached/)
})

test('settings that lack something are named, all at once', () => {
  expect(() => readConfig({ SLACK_APP_TOKEN: 'xapp-1' })).toThrow(/SLACK_BOT_TOKEN is not set/)
  expect(() => readConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_APP_TOKEN[\s\S]*SLACK_ORDERS_ROOM/)
  expect(() => readConfig({ SLACK_BOT_TOKEN: 'nonsense' })).toThrow(/xoxb-/)
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_ORDERS_ROOM: '#o' }
  expect(readConfig(slack).console.on).toBe(false)
  expect(readConfig({ ...slack, CONSOLE: 'on' }).console.on).toBe(true)
  expect(readConfig({ ...slack, HOST: '0.0.0.0' }).console.on).toBe(false)
  expect(() => readConfig({ ...slack, HOST: '0.0.0.0', CONSOLE: 'on' })).toThrow(/CONSOLE_SECRET/)
})
