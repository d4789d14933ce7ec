import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { parseSettings } from '../../src/config.ts'
import { integrations } from '../../src/integrations/index.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { type Running, start } from '../../src/main.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'

/** What there is only where PostgreSQL is. */
const OF_POSTGRES = ['waybill_database_connections']

let database: TestDatabase
let running: Running
beforeAll(async () => {
  database = await testDatabase()
  const config = parseSettings({ PORT: '0', CONSOLE: 'on' }, integrations)
  running = await start({ ...config, database: { url: database.url, folder: null } }, { log: openLog('silent') })
})
afterAll(async () => {
  await running.close()
  await database.close()
})

const figures = async () => (await fetch(`${running.url}/metrics`)).text()
const textOf = (file: string) => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8')

type Rule = { alert: string; expr: string }
const rules: Rule[] = parseYaml(textOf('monitoring/alerts.yaml')).groups.flatMap((one: { rules: Rule[] }) => one.rules)
type Panel = { title: string; targets: { expr: string }[] }
const panels: Panel[] = JSON.parse(textOf('monitoring/dashboard.json')).panels
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
]
const namesIn = (expression: string) => expression.match(/\b(waybill|nodejs|process)_\w+/g) ?? []

test('every alert and panel asks for figures that Waybill shows, and what it labels', async () => {
  const text = await figures()
  const kinds = new Map([...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', kind = '']) => [name, kind]))
  for (const name of kinds.keys()) expect(text).toContain(`# HELP ${name} `)
  const known = new Set(
    [...kinds].flatMap(([name, kind]) =>
      kind === 'histogram' ? ['_bucket', '_sum', '_count'].map(end => name + end) : [name],
    ),
  )
  if (!database.url) for (const name of OF_POSTGRES) known.add(name)
  const lost = expressions.flatMap(([where, expr]) =>
    namesIn(expr)
      .filter(name => !known.has(name))
      .map(name => `${where}: ${name}`),
  )
  expect(lost).toEqual([])
  expect(expressions.length).toBeGreaterThan(30)
  const ours = [...kinds.keys()].filter(name => name.startsWith('waybill_'))
  const shown = expressions.flatMap(([, expr]) => namesIn(expr)).join(' ')
  expect(ours.filter(name => !shown.includes(name) && !name.endsWith('_attempts_total'))).toEqual([])
})

test('operations says what to do about every alert', () => {
  const page = textOf('operations.md')
  expect(rules.filter(({ alert }) => !page.includes(`\`${alert}\``))).toEqual([])
})

test('the figures count what goes to chats and what waits', async () => {
  expect(await figures()).toMatch(/^waybill_inbox_waiting 0$/m)
  expect(await figures()).toMatch(/^waybill_database_answer_seconds [\d.e-]+$/m)
  if (database.url) expect(await figures()).toMatch(/^waybill_database_connections\{state="waiting"\} 0$/m)
  // The sample shop, which the embedded database begins with.
  else
    await expect
      .poll(figures)
      .toMatch(/^waybill_deliveries_total\{chat="console",kind="[\w-]+",outcome="shown"\} [1-9]/m)
  if (!database.url) expect(await figures()).toMatch(/^waybill_delivery_seconds_count\{chat="console"\} [1-9]/m)
})
