import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { until } from './stage/until.ts'

const runs: ChildProcess[] = []
beforeAll(() => promisify(execFile)(process.execPath, ['src/build.ts']))
afterEach(() => {
  for (const run of runs.splice(0)) run.kill('SIGKILL')
})

/** What `npm start` runs, on an embedded database of its own. */
async function start(settings: Record<string, string> = {}): Promise<string> {
  const { PATH, NODE_OPTIONS } = process.env
  const env = { PATH, NODE_OPTIONS, PORT: '0', DATA_DIR: await mkdtemp(join(tmpdir(), 'waybill-')), ...settings }
  const run = spawn(process.execPath, ['dist/main.js'], { env })
  runs.push(run)
  let said = ''
  for (const stream of [run.stdout, run.stderr]) stream.on('data', chunk => (said += String(chunk)))
  const url = () => /Waybill is at (\S+)/.exec(said)?.[1] ?? ''
  await until(
    () => url() || run.exitCode !== null,
    () => said,
    150_000,
  )
  expect(said).toContain('Waybill is at')
  return url()
}

test('what was built shows the sample shop, with what its pages need, and draws its pictures', async () => {
  const url = await start()
  const room = `${url}/as/sam/rooms/alerts`
  const page = await (await fetch(room)).text()
  const parts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, at]) => at)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) expect((await fetch(url + part)).status, part).toBe(200)
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const body = new URLSearchParams({ text: '/late digest' })
  await fetch(`${room}/typed`, { method: 'POST', headers, body })
  const picture = async () => /\/messages\/[^"]+\/files\/[^"]+/.exec(await (await fetch(room)).text())?.[0]
  await expect.poll(picture).toBeTruthy()
  const png = await fetch(`${url}/as/sam/rooms/alerts${await picture()}`)
  expect(png.headers.get('content-type')).toBe('image/png')
})

test('what was built goes on after SIGUSR2, which tools send for a profile, and ends well on SIGTERM', async () => {
  const url = await start()
  const [run] = runs
  const ended = new Promise(resolve => run?.on('exit', resolve))
  run?.kill('SIGUSR2')
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('alive')
  run?.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test.each([
  ['Slack', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/api/' }],
  ['Discord', { DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: 'http://127.0.0.1:1/api' }],
])('what was built brings %s along', async (name, settings) => {
  const rooms = { SLACK_ORDERS_ROOM: '#orders', DISCORD_ORDERS_ROOM: 'orders' }
  const url = await start({ ...settings, ...rooms })
  const state = async () => (await fetch(`${url}/readyz`)).text()
  await expect.poll(state).toContain(name)
})
