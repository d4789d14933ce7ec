import type { types } from '@slack/bolt'
import type { Card, CardLine, Tone } from '../../kernel/card.ts'
import type { Drawn, Press } from '../../kernel/chat.ts'
import { count } from '../../kernel/text.ts'
import { plain, small, type Word, word, words } from './words.ts'

export type Block = types.KnownBlock

/** Slack's limits in UTF-16 units: header 150, section text 3,000, button 75. The rest is what one wants to read. */
const MOST = { title: 150, summary: 1_000, label: 80, value: 400, line: 300, detail: 300, body: 3_000, context: 500 }
const MOST_FACTS = 12
const MOST_LINES = 25
/** Lines with a picture take a block each; 50 fit in a message. */
const MOST_PICTURES = 20
/** Slack refuses more text than about 13,200 in one message. */
const MOST_TEXT = 12_000

/** The tone as a mark and a word: colour alone tells some readers nothing. */
const TONES: Readonly<Record<Tone, string | null>> = {
  neutral: null,
  waiting: '🟡 Waiting',
  good: '🟢 On track',
  warning: '🟠 Attention',
  bad: '🔴 Problem',
}

/**
 * A card as blocks. No block has an id: Slack then gives every revision new ones.
 * @param pictures false where Slack could not fetch one: it refuses the whole message then.
 */
export function drawCard(card: Drawn, pictures = true): Block[] {
  const tone = TONES[card.tone]
  const blocks: Block[] = [
    { type: 'header', text: plain(card.title, MOST.title) },
    ...(tone ? [{ type: 'context' as const, elements: [plain(tone, 30)] }] : []),
    ...rich([word(card.summary, MOST.summary)]),
    ...drawFacts(card.facts ?? []),
    ...drawLines(card.lines ?? [], pictures),
    ...(card.body ? rich([words(card.body, MOST.body)]) : []),
    ...drawPresses(card),
    ...(card.context ? small(card.context, MOST.context) : []),
  ]
  return fitting(blocks)
}

/** Paragraphs of rich text as one block, or none. */
export function rich(paragraphs: readonly (readonly Word[])[]): types.RichTextBlock[] {
  const full = paragraphs.filter(one => one.length > 0)
  const last = full.length - 1
  const elements = full.map((one, index) => section(index < last ? [...one, newLine] : one))
  return elements.length > 0 ? [{ type: 'rich_text', elements }] : []
}

const newLine: Word = { type: 'text', text: '\n' }
const section = (elements: readonly Word[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements: [...elements],
})

function drawFacts(facts: NonNullable<Card['facts']>): Block[] {
  const rows = facts
    .slice(0, MOST_FACTS)
    .map(({ label, value }) => [...word(`${label}  `, MOST.label, { bold: true }), ...words(value, MOST.value)])
  return rich([...rows, more(facts.length - MOST_FACTS, 'fact')])
}

function drawLines(lines: readonly CardLine[], pictures: boolean): Block[] {
  const blocks: Block[] = []
  let run: (readonly Word[])[] = []
  const settle = () => {
    blocks.push(...rich(run))
    run = []
  }
  for (const line of lines.slice(0, MOST_LINES)) {
    if (pictures && line.image && hasPicture(line) && blocks.length < MOST_PICTURES) {
      settle()
      blocks.push(drawPicture(line, line.image))
    } else run.push(drawLine(line))
  }
  run.push(more(lines.length - MOST_LINES, 'line'))
  settle()
  return blocks
}

/** What is shipped needs no picture any more, and only plain text can stand beside one: it could not be struck through. */
function hasPicture({ image = '', done }: CardLine): boolean {
  return !done && /^https:\/\//i.test(image) && URL.canParse(image) && image.length <= 3_000
}

function drawPicture({ text, quantity, detail }: CardLine, image: string): Block {
  const shown = [quantity === undefined ? text : `${quantity} × ${text}`, detail].filter(Boolean).join('\n')
  const accessory = { type: 'image' as const, image_url: image, alt_text: plain(text, MOST.line).text }
  return { type: 'section', text: plain(shown, MOST.line + MOST.detail), accessory }
}

function drawLine({ text, quantity, detail, done }: CardLine): readonly Word[] {
  return [
    ...(quantity === undefined ? [] : word(`${quantity} × `, 20, { bold: true })),
    ...word(text, MOST.line, done ? { strike: true } : undefined),
    ...(detail ? [newLine, ...word(detail, MOST.detail, { italic: true })] : []),
  ]
}

function drawPresses({ title, presses }: Drawn): Block[] {
  const elements = presses.map((press, index) => drawPress(press, title, index))
  return elements.length > 0 ? [{ type: 'actions', elements }] : []
}

/** A button; what it stands for is read aloud with the card's title, since many cards have the same buttons. */
export function drawPress({ label, token, style }: Press, title: string, index = 0): types.Button {
  return {
    type: 'button',
    text: plain(label, 75),
    value: token,
    action_id: `${PRESS}${index}`,
    accessibility_label: plain(`${label}: ${title}`, 75).text,
    ...(style && { style }),
  }
}

/** How the action ids of our buttons begin. */
export const PRESS = 'press-'

function more(left: number, noun: string): readonly Word[] {
  return left > 0 ? word(`and ${count(left, `more ${noun}`)}`, 40, { italic: true }) : []
}

/** Leaves out what is more than Slack takes, from the middle: the head says what it is, the buttons act. */
function fitting(blocks: Block[]): Block[] {
  const size = () => JSON.stringify(blocks.map(textOf)).length
  const middle = () => blocks.findLastIndex(block => block.type === 'rich_text' || block.type === 'section')
  let left = false
  while (size() > MOST_TEXT && middle() > 2) {
    blocks.splice(middle(), 1)
    left = true
  }
  return left ? [...blocks, ...rich([word('… and more than fits here.', 40, { italic: true })])] : blocks
}

function textOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textOf)
  if (value === null || typeof value !== 'object') return ''
  return Object.entries(value).map(([key, one]) => (key === 'text' && typeof one === 'string' ? one : textOf(one)))
}
