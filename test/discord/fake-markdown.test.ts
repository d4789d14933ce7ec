import { expect, it } from 'vitest'
import { readMarkdown } from './fake/markdown.ts'

const names = { person: () => 'Ana', role: () => 'team', channel: () => 'orders' }
const read = (source: string) => readMarkdown(source, names)

it.each([
  ['**bold** and *it* and __under__ and ~~struck~~ and ||hidden||', 'bold and it and under and struck and hidden'],
  ['## Order 1042\n-# small print\n> quoted\n- item\n1. first', 'Order 1042\nsmall print\nquoted\nitem\n1. first'],
  ['`code *stays*` and ```js\nlet a\n```', 'code *stays* and let a'],
  ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
  ['***both***', 'both'],
  [':tada: <:own:123>', '🎉 :own:'],
])('shows %j as %j', (source, text) => {
  expect(read(source)).toEqual({ text, links: [] })
})

it('finds what could be followed', () => {
  expect(read('[here](https://a.example) <https://b.example> https://c.example/x?y=1.')).toEqual({
    text: 'here https://b.example https://c.example/x?y=1.',
    links: ['https://a.example', 'https://b.example', 'https://c.example/x?y=1'],
  })
  expect(read('<@1> <@&2> <#3> @everyone')).toEqual({
    text: '@Ana @team #orders @everyone',
    links: ['<@1>', '<@&2>', '<#3>', '@everyone'],
  })
})

it.each([
  '<b>bold</b> & <script>alert(1)</script>',
  '@everyone @here <@&123456789> <@123456789>',
  '*stars* _lines_ ~waves~ `ticks` ```fence``` ||spoiler||',
  '[a link](https://evil.example) <https://evil.example|click>',
  'https://evil.example/path?x=1',
  '> quote\n# heading\n- list\n1. one',
  ':smile: :+1:',
  '山田 太郎 · 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ﷽ \\',
])('shows %j as it is when every mark is escaped', source => {
  const escaped = source.replace(/[!-/:-@[-`{-~]/g, '\\$&')
  expect(read(escaped)).toEqual({ text: source, links: [] })
})
