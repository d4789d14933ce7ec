import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseSettings } from '../../src/config.ts'
import { doctor, inLines } from '../../src/doctor.ts'
import { integrations } from '../../src/integrations/index.ts'
import { doctorSlack } from '../../src/integrations/slack/doctor.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

let fake: FakeSlack
beforeEach(async () => {
  fake = await startSlack({ timing: brisk, app: asInstalled() })
})
afterEach(() => fake.close())

const settings = () => ({
  botToken: fake.app.botToken,
  appToken: fake.app.appToken,
  signingSecret: null,
  api: fake.apiUrl,
  rooms: { orders: '#orders', alerts: null, support: null },
  bridge: false,
})
const look = async (over = {}, rooms: Parameters<typeof doctorSlack>[0]['rooms'] = []) =>
  inLines(await doctorSlack({ settings: { ...settings(), ...over }, rooms, log: openLog('silent') }))
const orders = (kind: 'private' | 'public' = 'private') =>
  fake.channel('orders', { kind, members: [fake.person('sam')] })

test('all is well', async () => {
  orders()
  const lumen = fake.channel('lumen', { kind: 'private' })
  const lines = await look({}, [{ channel: lumen.id, name: 'lumen', side: 'supplier' }])
  expect(lines).not.toContain('✗')
  for (const word of ['@waybill', 'every scope', 'Socket Mode answers', '#orders', '#lumen'])
    expect(lines).toContain(word)
})

test.each<[string, () => object, RegExp]>([
  ['a wrong bot token', () => ({ botToken: 'xoxb-nonsense' }), /does not accept SLACK_BOT_TOKEN.*\n.*xoxb-/],
  ['a wrong app token', () => ({ appToken: 'xapp-1-nonsense' }), /Socket Mode does not open.*\n.*Basic Information/],
  ['tokens of two apps', () => ({ appToken: 'xapp-1-A0OTHER000-1-x' }), /belong to two apps/],
  [
    'an address that answers nothing',
    () => ({ api: 'http://127.0.0.1:9/api/' }),
    /cannot be reached.*\n.*SLACK_API_URL/,
  ],
  [
    'a room it is not in',
    () => ({ rooms: { orders: '#nowhere', alerts: null, support: null } }),
    /SLACK_ORDERS_ROOM is #nowhere.*\n.*invite/,
  ],
])('%s', async (_, over, words) => {
  orders()
  expect(await look(over())).toMatch(words)
})

test('scopes that are missing are named, with what they are for', async () => {
  orders()
  fake.app.scopes.delete('app_mentions:read')
  expect(await look()).toMatch(/lacks app_mentions:read \(it hears @waybill\)[\s\S]*manifest\.yml/)
})

test('staff rooms that others read, and rooms that are gone', async () => {
  const room = orders('public')
  const gone = { channel: 'C0GONE0000', name: 'casa', side: 'supplier' as const }
  expect(await look({}, [gone])).toMatch(/#orders is public[\s\S]*not in #casa any more/)
  fake.rooms.share(room, 'T0OTHER000')
  expect(await look()).toMatch(/#orders is shared/)
  fake.rooms.archive(room, fake.person('sam'))
  expect(await look()).toMatch(/#orders is archived/)
})

test('it looks at the database too', async () => {
  orders()
  const { botToken, appToken } = fake.app
  const environment = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: fake.apiUrl,
    SLACK_ORDERS_ROOM: '#orders',
  }
  const config = parseSettings(environment, integrations)
  const findings = await doctor({ ...config, database: { url: null, folder: null } })
  expect(inLines(findings)).toMatch(/^✓ Database: embedded database in memory[^\n]*\n✓ Slack/)
})
