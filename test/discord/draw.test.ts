import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawAnswer } from '../../src/integrations/discord/draw/answer.ts'
import { drawCard } from '../../src/integrations/discord/draw/card.ts'
import { marksOf, nonceOf } from '../../src/integrations/discord/marks.ts'
import { drawn } from '../../src/integrations/discord/post.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import type { Form } from '../../src/kernel/shapes/form.ts'
import { visible } from '../../src/kernel/words/text.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { readMarkdown } from './fake/markdown.ts'
import { draft } from './fake/message-body.ts'
import type { MessageBody } from './fake/shapes.ts'

const nobody = { person: () => 'somebody', role: () => 'some-role', channel: () => 'some-channel' }
const judged = (body: unknown, names: readonly string[] = []) => {
  const uploads = names.map((name, at) => ({
    field: `files[${at}]`,
    name,
    type: 'text/plain',
    bytes: new Uint8Array(),
  }))
  return draft(JSON.parse(JSON.stringify(body)) as MessageBody, uploads, null)
}

const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '*',
    '**',
    '__',
    '~~',
    '`',
    '```',
    '||',
    '[a](https://x.example)',
    '<@1>',
    '@everyone',
    '\\',
    '> a',
    '# a',
    '-# a',
    '1. a',
    ':x:',
    'https://x.example',
  ),
)
const text = fc.array(words, { maxLength: 30 }).map(parts => parts.join(''))
const press = (index: number) => fc.record({ label: text, token: fc.constant(`w1.${index}`) })
const card: fc.Arbitrary<Drawn> = fc.record({
  audience: fc.constant('staff' as const),
  tone: fc.constantFrom('neutral', 'waiting', 'good', 'warning', 'bad', 'over'),
  title: text,
  summary: text,
  facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 30 }),
  lines: fc.array(
    fc.record({
      text,
      quantity: fc.nat(),
      detail: text,
      image: fc.constantFrom('https://x.example/a.png', 'http://no', 'not at all'),
      done: fc.boolean(),
    }),
    { maxLength: 40 },
  ),
  body: text,
  picture: fc.record({ file: fc.constant('p'), alt: fc.string({ minLength: 1, maxLength: 3_000 }) }),
  files: fc.uniqueArray(fc.nat(99), { maxLength: 10 }).map(all => all.map(at => ({ file: `f${at}`, name: `a ${at}` }))),
  context: text,
  presses: fc.tuple(press(1), press(2), press(3)),
  usedLabels: fc.array(text, { maxLength: 5 }),
})

describe('a card on Discord', () => {
  it('is within Discord’s limits whatever is in it', () => {
    fc.assert(
      fc.property(card, fc.boolean(), (one, going) => {
        const ids = going ? ['p', ...(one.files ?? []).map(({ file }) => file)] : []
        const names = new Map(ids.map(id => [id, `${id}.txt`]))
        judged(drawn(drawCard(one, { marks: marksOf('key', one), names })), [...names.values()])
      }),
      { numRuns: 200 },
    )
  })

  it('shows what somebody wrote as it was written, with nothing to follow', () => {
    fc.assert(
      fc.property(text, wrote => {
        const plain = visible(wrote).replaceAll(/\s+/g, ' ').trim()
        fc.pre(plain.length > 0 && plain.length < 150)
        const one: Drawn = {
          audience: 'staff',
          tone: 'neutral',
          title: 'T',
          summary: 'S',
          lines: [{ text: plain, detail: 'd' }],
          presses: [],
        }
        const sent = JSON.parse(JSON.stringify(drawCard(one))).components[1].content as string
        const { text, links } = readMarkdown(sent, nobody)
        expect(text).toBe(`${plain}\nd`)
        expect(links).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('says its state in a word as well as in a colour', () => {
    const one: Drawn = {
      audience: 'staff',
      tone: 'bad',
      title: 'Order 1042',
      summary: 'Nobody supplies it.',
      presses: [],
    }
    expect(drawCard(one)).toMatchInlineSnapshot(`
      {
        "accent_color": 14040138,
        "components": [
          {
            "content": "### Order 1042
      Nobody supplies it.
      -# Problem",
            "type": 10,
          },
        ],
        "type": 17,
      }
    `)
  })

  it('shows what a decision took away as disabled', () => {
    const presses = [{ label: 'Add tracking', token: 'w1.a' }]
    const one: Drawn = {
      audience: 'staff',
      tone: 'good',
      title: 'T',
      summary: 'S',
      presses,
      usedLabels: ['Acknowledge', 'Decline'],
    }
    const rows = drawCard(one).components.filter(({ type }) => type === 1)
    expect(stringsIn(rows, 'disabled')).toContain('true')
    expect(rows).toHaveLength(2)
  })

  it('has a name of 25 characters for its sending, and numbers of its own', () => {
    expect(nonceOf('a')).toMatch(/^[\w-]{25}$/)
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        const one: Drawn = { audience: 'staff', tone: 'good', title: a, summary: b, presses: [] }
        for (const mark of Object.values(marksOf(a, one))) expect(mark > 0 && mark < 2 ** 31).toBe(true)
      }),
    )
  })
})

describe('an answer on Discord', () => {
  it('names each mistake and offers the form again', () => {
    const form: Form = {
      token: 'w1.again',
      title: 'T',
      submit: 'S',
      fields: [{ name: 'a', label: 'Date', kind: 'date', required: true }],
    }
    const parts = drawAnswer({ kind: 'errors', form, errors: { a: 'No such *day*.' } })
    expect(stringsIn(parts, 'content')).toContain('**Date** No such \\*day\\*.')
    expect(stringsIn(parts, 'custom_id')).toContain('w1.again')
    judged(drawn(...parts))
  })
})
