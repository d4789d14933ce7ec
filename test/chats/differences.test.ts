import { readFile } from 'node:fs/promises'
import { ApplicationCommandType } from 'discord.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commands } from '../../src/commands.ts'
import { commandTable } from '../../src/integrations/discord/commands.ts'
import { drawCard as onDiscord } from '../../src/integrations/discord/draw/card.ts'
import { drawCard as onSlack } from '../../src/integrations/slack/draw/card.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { stringsIn } from '../stage/strings-in.ts'

const root = new URL('../../', import.meta.url)
const page = await readFile(new URL('docs/chats.md', root), 'utf8')
const manifest = parse(await readFile(new URL('manifest.yml', root), 'utf8'))
const table = /<!-- chats -->\n([\s\S]*?)<!-- \/chats -->/.exec(page)?.[1] ?? ''
const rows = new Map(
  table.split('\n').map(line => {
    const [, what = '', slack = '', discord = '', browser = ''] = line.split('|').map(cell => cell.trim())
    return [what, { slack, discord, browser }] as const
  }),
)
const decided: Drawn = {
  audience: 'staff',
  tone: 'good',
  title: 'Order 1042',
  summary: 'Order 1042 is shipped.',
  presses: [],
  usedLabels: ['Acknowledge'],
}

test('what the docs call the actions on a message, and from anywhere, is what each chat shows', () => {
  const { slack, discord } = rows.get('On a message') ?? {}
  const named = (cell = '') => [...cell.matchAll(/\*(.+?)\*/g)].map(([, name]) => name)
  const shortcuts = (kind: string) =>
    manifest.features.shortcuts.flatMap(({ name, type }: { name: string; type: string }) => (type === kind ? name : []))
  expect(named(slack)).toEqual(shortcuts('message'))
  expect(named(rows.get('From anywhere, for staff')?.slack)).toEqual(shortcuts('global'))
  const menu = commandTable(commands).json.filter(({ type }) => type === ApplicationCommandType.Message)
  expect(named(discord)).toEqual(menu.map(({ name }) => name))
})

test('a decided button is gone on Slack and disabled on Discord, as the docs say', () => {
  expect(rows.get('Decided buttons')).toMatchObject({ slack: 'gone', discord: 'disabled' })
  expect(stringsIn(onSlack(decided))).not.toContain('Acknowledge')
  expect(stringsIn(onDiscord(decided), 'disabled')).toBe('true')
})

test('the same commands can be typed on both, and the start page that the docs name is one of them', () => {
  const nouns = new Set(manifest.features.slash_commands.map((one: { command: string }) => one.command.slice(1)))
  const discord = commandTable(commands).json.map(({ name }) => name)
  for (const noun of nouns) if (noun !== 'waybill') expect(discord).toContain(noun)
  expect(manifest.features.app_home.home_tab_enabled).toBe(true)
  expect(rows.get('Start page')).toMatchObject({ slack: 'App Home', discord: '`/order overview`' })
  expect(Object.keys(commands)).toContain('order.overview')
})
