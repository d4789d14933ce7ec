import { readFileSync } from 'node:fs'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { allSettings, parseSettings } from '../src/config.ts'
import { integrations } from '../src/integrations/index.ts'
import { settingsIn } from './stage/settings-in.ts'

const textOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const known = new Set(Object.keys(allSettings(integrations)))
const NOT_OURS = ['NODE', 'NODE_ENV', 'POSTGRES_PASSWORD']
const unknown = (names: readonly string[]) => names.filter(name => !known.has(name) && !NOT_OURS.includes(name))

test('the image is built as it is written, and runs as nobody who may do more', () => {
  const dockerfile = textOf('Dockerfile')
  expect(validate(dockerfile).map(({ message }) => message)).toEqual([])
  const [, last = ''] = dockerfile.split(/^FROM \$\{NODE\}$/m)
  expect(last).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^ARG NODE=node:\d+\.\d+\.\d+-/m)
  const { engines } = JSON.parse(textOf('package.json'))
  const [, major] = /node:(\d+)/.exec(dockerfile) ?? []
  expect(Number(major)).toBeGreaterThanOrEqual(Number.parseInt(engines.node.replace('>=', ''), 10))
})

test('every unit gives Waybill the same user and folder, so that a backup may ask the running one', () => {
  const lines = (file: string) =>
    textOf(file).match(/^(DynamicUser|User|WorkingDirectory|EnvironmentFile|Environment)=.*$/gm)
  expect(lines('docs/waybill-backup.service')).toEqual(lines('docs/waybill.service'))
})

test('node is the first process of the container: a shell or npm would keep SIGTERM to itself', () => {
  expect(textOf('Dockerfile')).toMatch(/^CMD \["node", "dist\/main\.js"\]$/m)
  expect(textOf('docs/waybill.service')).toMatch(/^ExecStart=\/usr\/bin\/node dist\/main\.js$/m)
})

test('the settings that the files for hosts name exist', () => {
  const { services } = parse(textOf('compose.yaml'))
  const [, image = ''] = /^ENV (.*)$/m.exec(textOf('Dockerfile')) ?? []
  const [, unit = ''] = /^Environment=(.*)$/m.exec(textOf('docs/waybill.service')) ?? []
  const names = (text: string) => [...text.matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, name = '']) => name)
  expect(unknown(Object.keys(services.waybill.environment))).toEqual([])
  expect(unknown([...names(image), ...names(unit)])).toEqual([])
})

test('the settings that a new host begins with are taken as they stand, and its first page is there', () => {
  const secret = 'a'.repeat(32)
  const settings = settingsIn('docs/deploying.md', {
    ...{ CONSOLE_SECRET: secret, METRICS_TOKEN: secret, SECRETS_KEY: Buffer.alloc(32).toString('base64') },
    ...{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_ORDERS_ROOM: 'C0123456789' },
  })
  expect(unknown(Object.keys(settings))).toEqual([])
  const { plans, host } = parseSettings(settings, integrations)
  expect(host).toBe('0.0.0.0')
  // Its third step opens the console; Slack alone would leave it off.
  expect(plans.map(({ integration }) => integration.name)).toEqual(expect.arrayContaining(['slack', 'console']))
})

test('what is stopped has the time that it needs to end what it began', () => {
  const { services } = parse(textOf('compose.yaml'))
  const [, own = ''] = /closeWithGrace\(\{ delay: ([\d_]+),/.exec(textOf('src/main.ts')) ?? []
  const seconds = Number(own.replace('_', '')) / 1_000
  expect(seconds).toBeGreaterThan(0)
  expect(Number.parseInt(services.waybill.stop_grace_period, 10)).toBeGreaterThan(seconds)
  const [, unit] = /^TimeoutStopSec=(\d+)$/m.exec(textOf('docs/waybill.service')) ?? []
  expect(Number(unit)).toBeGreaterThan(seconds)
})
