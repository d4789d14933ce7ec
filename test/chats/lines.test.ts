import { expect, test } from 'vitest'
import { drawCard as onDiscord } from '../../src/integrations/discord/draw/card.ts'
import { drawCard as onSlack } from '../../src/integrations/slack/draw/card.ts'
import { drawPageCard as inTheConsole } from '../../src/kernel/pages/card.ts'
import { aCard } from '../stage/console/a-console.ts'
import { stringsIn } from '../stage/strings-in.ts'

const at = '2026-11-23T20:17:00.000Z'
const unix = Date.parse(at) / 1_000
const line = { text: 'R6 · 1042-A · return', detail: `${'Lumen '.repeat(20)}· next`, when: { at } }
const card = aCard({ lines: [line] })

test('a moment in a list is told in the reader’s own zone, as on the card that the list is of', () => {
  const console = inTheConsole(card, { press: '/press', file: id => id, pictures: new Set() })
  expect(String(console)).toMatch(/next <\/bdi><time datetime="2026-11-23T20:17:00.000Z" data-local>/)
  expect(stringsIn(onSlack(card), 'timestamp')).toBe(String(unix))
  expect(stringsIn(onDiscord(card))).toContain(`next <t:${unix}:f>`)
})

test('beside a picture, where Slack takes plain text alone, it is told in UTC by name', () => {
  const pictured = { ...line, image: 'https://shop.example/lamp.jpg' }
  expect(stringsIn(onSlack(aCard({ lines: [pictured] })))).toContain('next Mon, 23 Nov 2026, 20:17 UTC')
})
