import { globSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { reaches } from './test/reach.ts'

/** When every test begins: a Tuesday noon in Madrid. WAYBILL_TEST_DAYS_AHEAD moves it, to find what holds today only. */
const MOMENT = Date.parse('2026-11-03T11:00:00Z') + Number(process.env.WAYBILL_TEST_DAYS_AHEAD ?? 0) * 86_400_000
const clock = new URL(`test/stage/moment.ts?ahead=${MOMENT - Date.now()}`, import.meta.url)

/** They change what a process has once (its zone), or take long over other processes: each has a worker of its own. */
const APART = [
  'test/bundle.test.ts',
  'test/chats/typing-through.test.ts',
  'test/digests/pings-zone.test.ts',
  'test/discord/processes.test.ts',
  'test/kernel/clock.test.ts',
  'test/kernel/db.test.ts',
  'test/kernel/staff-zone.test.ts',
  'test/late/kill.test.ts',
  'test/scenarios/kill/*.test.ts',
]
const all = globSync('test/**/*.test.ts', { exclude: ['test/browser/**', 'test/mail-servers/**'] })
// vega-lite gives every Set a toJSON, over which discord.js fails to load in the same worker.
const charts = all.filter(file => reaches(file, /\/(paint|report\/draw)\.ts$/))
const pure = all.filter(file => !charts.includes(file) && !reaches(file, /(database|pglite|postgres)\.ts$/))

// Long enough for the busiest machine: no test is about how fast it runs.
const shared = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 45_000 } },
  pool: 'forks' as const,
  // Processes that a test starts have it too.
  env: { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${clock}`, TZ: 'UTC' },
}
export const database = { ...shared, globalSetup: ['test/stage/database-image.ts'] }

/** A project whose workers load everything once, or not; the projects run after each other. */
const project = (groupOrder: number, name: string, test: object) => ({
  test: { name, isolate: false, sequence: { groupOrder }, ...test },
})

export default defineConfig({
  test: {
    // Tests wait for other processes and sockets for a third of their time; an embedded database takes up to 700 MB.
    maxWorkers: 3,
    projects: [
      project(1, 'apart', { ...database, include: APART, isolate: true }),
      project(2, 'house', { ...database, include: all, exclude: [...pure, ...charts, ...APART] }),
      project(3, 'pure', { ...shared, include: pure, exclude: APART }),
      project(4, 'pure-charts', { ...shared, include: charts }),
      project(5, 'browser', { ...database, include: ['test/browser/**/*.test.ts'] }),
      project(6, 'mail-servers', { ...database, include: ['test/mail-servers/**/*.test.ts'] }),
    ],
  },
})
