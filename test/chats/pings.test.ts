import { expect, test } from 'vitest'
import { callsOf } from '../../src/integrations/discord/calls.ts'
import { drawCard as onSlack } from '../../src/integrations/slack/draw/card.ts'
import { drawPageCard as inTheConsole } from '../../src/kernel/pages/card.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { checkMessage } from '../slack/fake/blocks/surfaces.ts'
import { stringsIn } from '../stage/strings-in.ts'

const card: Drawn = {
  audience: 'staff',
  tone: 'waiting',
  title: 'L7 waits',
  summary: 'Ask <@U99999999>, <@123456789012345678> or @everyone.',
  presses: [],
  pings: [
    { chat: 'slack', user: 'U12345678', name: 'Mei' },
    { chat: 'slack', user: 'everyone> <!channel', name: 'Eve' },
    { chat: 'discord', user: '223456789012345678', name: 'Lucía' },
    { chat: 'discord', user: '323456789012345678', name: 'Casa' },
    { chat: 'discord', user: '@everyone', name: 'Eve' },
    { chat: 'console', user: 'ada', name: 'Ada <b>' },
  ],
}

test('Slack calls its own people, and reads no mention in words', () => {
  const blocks = onSlack(card)
  expect(checkMessage(JSON.parse(JSON.stringify(blocks)))).toEqual([])
  expect(stringsIn(blocks, 'user_id')).toBe('U12345678')
})

test('Discord calls people and roles of its own, and gives leave to call nobody else', async () => {
  const server = { roles: async () => [{ id: '323456789012345678' }] as never }
  expect(await callsOf(card.pings ?? [], server)).toEqual({
    called: '<@223456789012345678> <@&323456789012345678>',
    allowed: { parse: [], users: ['223456789012345678'], roles: ['323456789012345678'] },
  })
  expect(await callsOf([], server)).toEqual({ called: '', allowed: { parse: [] } })
})

test('the console marks who is called, as text and nothing but text', () => {
  const markup = String(inTheConsole(card, { press: '/press', file: id => `/files/${id}`, pictures: new Set() }))
  expect(markup.match(/<mark>.*?<\/mark>/g)).toEqual(['<mark>@<bdi>Ada &lt;b&gt;</bdi></mark>'])
})
