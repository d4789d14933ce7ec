import { describe, expect, test } from 'vitest'
import { drawCard } from '../../src/integrations/slack/draw/card.ts'
import { drawAnswerModal, drawForm, drawOpening, readPlace } from '../../src/integrations/slack/draw/form.ts'
import { BEGIN, drawHome, drawNoHome, openRow } from '../../src/integrations/slack/draw/home.ts'
import { drawTables } from '../../src/integrations/slack/draw/work.ts'
import { afterMention, decode } from '../../src/integrations/slack/receive/read.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import type { Field, Form } from '../../src/kernel/shapes/form.ts'
import type { Overview } from '../../src/kernel/shapes/overview.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { checkMessage, checkView } from './fake/blocks/surfaces.ts'

const card: Drawn = {
  audience: { supplierId: 's' },
  tone: 'waiting',
  title: 'Purchase order 1042-A',
  summary: '1042-A: 2 lines, 3 pieces to Göteborg, Sweden. Waiting for an answer.',
  facts: [
    { label: 'Destination', value: 'Göteborg, Sweden' },
    { label: 'Ship by', value: { at: '2026-11-24T09:00:00Z', zone: 'Asia/Shanghai' } },
    { label: 'Placed', value: ['on ', { at: '2026-11-22T10:00:00Z' }] },
  ],
  lines: [
    { text: 'Oak lamp', quantity: 1, detail: 'Blue · LAMP', image: 'https://shop.example/lamp.jpg' },
    { text: 'Bulb *E27*', quantity: 2, detail: 'BULB' },
    { text: 'Bowl', quantity: 1, done: true, image: 'https://shop.example/bowl.jpg' },
  ],
  body: 'Neutral box. <!channel>',
  presses: [
    { label: 'Acknowledge', token: 'w1.a', style: 'primary' },
    { label: 'Decline', token: 'w1.b', style: 'danger' },
  ],
  context: ['Sent ', { at: '2026-11-22T10:00:00Z', zone: 'Asia/Shanghai' }, ', seen ', { at: '2026-11-22T11:00:00Z' }],
}

const field = (kind: Field['kind'], over: Partial<Field> = {}): Field => ({
  name: kind,
  label: `A ${kind}`,
  kind,
  hint: 'As on the label.',
  required: true,
  ...over,
})
const reasons = [
  { value: 'out', label: 'Out of stock' },
  { value: 'other', label: 'Other' },
]
const form: Form = {
  token: 'w1.f',
  title: 'A form with a title that is too long for Slack',
  submit: 'Send',
  fields: [
    field('text', { value: '1Z999' }),
    field('long', { required: false }),
    field('select', { choices: reasons, value: 'other' }),
    field('date', { value: '2026-11-25' }),
    field('number', { value: '48' }),
  ],
}
const pickers: Form = { ...form, fields: [field('person'), field('channel', { value: 'C0123456789' })] }

const overview: Overview = {
  headline: '2 not acknowledged',
  counts: [
    { label: 'Not acknowledged', value: 2, urgent: true },
    { label: 'Late', value: 0, urgent: false },
  ],
  rows: Array.from({ length: 7 }, (_, index) => ({
    order: `o${index}`,
    number: `104${index}-A`,
    state: 'Sent',
    supplier: 'Lumen',
    since: new Date('2026-11-22T10:00:00Z'),
    due: index % 2 ? null : new Date('2026-11-24T10:00:00Z'),
  })),
}
const home = {
  overview,
  begin: BEGIN.map(({ label, style }, index) => ({ label, token: `w1.h${index}`, ...(style && { style }) })),
  open: overview.rows.slice(0, 5).map((row, index) => ({ label: openRow(row).label, token: `w1.o${index}` })),
  work: drawTables(undefined),
  choice: { asked: {} },
  channel: 'C1',
  at: new Date('2026-11-22T10:00:00Z'),
}
const place = { channel: 'C1', thread: '1.2' }

describe('what Slack is shown', () => {
  test.each([
    ['card', drawCard(card)],
    ['card-without-pictures', drawCard(card, { pictures: false })],
    ['form', drawForm(form, place, 'That is not yours.')],
    ['pickers', drawForm(pickers, place)],
    ['opening', drawOpening(place)],
    ['said', drawAnswerModal({ kind: 'said', text: 'Done: *1042*.' }, { channel: 'C1', home: true })],
    ['home', drawHome(home)],
    ['home-without-table', drawHome(home, false)],
    ['no-home', drawNoHome()],
  ])('%s', async (name, drawn) => {
    const problems = Array.isArray(drawn) ? checkMessage(drawn) : checkView(drawn)
    expect(problems).toEqual([])
    await expect(`${JSON.stringify(drawn, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.golden`)
  })

  test('an empty card, and the longest that can be', () => {
    const long = 'word '.repeat(4_000)
    const lines = Array.from({ length: 60 }, () => ({ text: long, detail: long, image: 'https://shop.example/a.jpg' }))
    const facts = Array.from({ length: 30 }, () => ({ label: long, value: long }))
    const whole = { ...card, title: long, summary: long, body: long, context: long, facts, lines }
    for (const one of [whole, { ...card, title: '', summary: '' }, { ...card, facts: [{ label: '', value: '' }] }])
      expect(checkMessage(drawCard(one))).toEqual([])
  })

  test('lines with cells stand in a table, where it holds them and they are in a message', () => {
    const cells = ['1042-A', 'Sent', { at: '2026-11-24T09:00:00Z' }, '']
    const list = { ...card, columns: ['Purchase order', 'State', 'Due', 'Store'], lines: [{ text: '1042-A', cells }] }
    const kinds = (one: Drawn, tables = true) => drawCard(one, { tables }).map(({ type }) => type)
    expect(checkMessage(drawCard(list, { tables: true }))).toEqual([])
    expect(kinds(list)).toContain('table')
    expect(kinds(list, false)).not.toContain('table')
    expect(checkView(drawAnswerModal({ kind: 'shown', card: list }, { channel: 'C1' }))).toEqual([])
    const long = Array.from({ length: 120 }, () => ({ text: '1042-A', cells }))
    expect(kinds({ ...list, lines: long })).not.toContain('table')
  })

  test('a choice with values too long for Slack becomes a text', () => {
    const choices = [{ value: 'x'.repeat(80), label: 'X' }]
    const drawn = drawForm({ ...form, fields: [field('select', { choices })] }, place)
    expect(stringsIn(drawn, 'type')).toContain('plain_text_input')
  })

  test('where a modal was opened is read back', () => {
    const drawn = drawForm(form, { ...place, home: true })
    expect(readPlace(drawn.private_metadata ?? '')).toEqual({ ...place, home: true, token: 'w1.f' })
  })
})

describe('what people write', () => {
  test.each([
    ['contact Lumen <@U012AB3CD|mei>', 'contact Lumen <@U012AB3CD>'],
    ['room Lumen <#C012AB3CD|lumen>', 'room Lumen <#C012AB3CD>'],
    ['note 1042 see <https://a.example/x|a.example/x>', 'note 1042 see a.example/x'],
    ['note 1042 <https://a.example/x>', 'note 1042 https://a.example/x'],
    ['note 1042 <mailto:a@b.example|a@b.example>', 'note 1042 a@b.example'],
    ['note 1042 1 &lt; 2 &amp;&amp; &amp;lt;', 'note 1042 1 < 2 && &lt;'],
    ['note 1042 <!here> <!subteam^S1|@packers>', 'note 1042 @here @packers'],
  ])('%s', (typed, meant) => expect(decode(typed)).toBe(meant))

  test.each([
    ['<@UBOT> order list', 'order list'],
    ['hey <@UBOT>: order list', 'order list'],
    ['<@UBOT|waybill>   ', ''],
    ['no mention', 'no mention'],
  ])('after the mention: %s', (text, meant) => expect(afterMention(text, 'UBOT')).toBe(meant))
})
