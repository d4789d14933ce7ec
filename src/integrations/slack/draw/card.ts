import type { types } from '@slack/bolt'
import { type Card, lengthOf, type Ping, type Tone } from '../../../kernel/shapes/card.ts'
import type { Drawn, Press } from '../../../kernel/shapes/chat.ts'
import { drawLineTable } from './line-table.ts'
import { drawLines, MOST_LINES } from './lines.ts'
import { type Block, more, plainTextElement, type RichText, rich, richPhrase, richText, small } from './words.ts'

/** Slack's limits in UTF-16 units: header 150, section text 3,000, button 75. The rest is what one wants to read. */
const MOST = {
  title: 150,
  summary: 1_000,
  label: 80,
  value: 400,
  body: 3_000,
  context: 500,
  alt: 2_000,
}
const MOST_FACTS = 12
const MOST_OPTIONS = 100
/** Slack refuses more text than about 13,200 in one message. */
const MOST_TEXT = 12_000

/** The tone as a mark and a word: colour alone tells some readers nothing. */
const TONES: Readonly<Record<Tone, string | null>> = {
  neutral: null,
  waiting: '🟡 Waiting',
  good: '🟢 On track',
  warning: '🟠 Attention',
  bad: '🔴 Problem',
  over: '⚪ Closed',
}

/** Slack locks no thread: what is written under it is read all the same. */
const CLOSED = '🔒 This thread is closed.'

/** How a card is drawn where that is not the card's own matter. */
export type Manner = {
  /** False where Slack could not fetch a picture: it refuses the whole message then. */
  pictures?: boolean
  /** The thread under it is closed. */
  closed?: boolean
  /** Slack's id of the card's own picture; without one its text stands in its place. */
  picture?: string | null
  /** Where the files are, in words; they are under the message unless said otherwise. */
  filesAt?: string
  /** Lines stand in a table where they can: in messages, which some workspaces refuse. */
  tables?: boolean
  /** Files that Slack did not take. */
  refused?: ReadonlySet<string>
}

/** A card as blocks. No block has an id: Slack then gives every revision new ones. */
export function drawCard(card: Drawn, manner: Manner = {}): Block[] {
  if (card.isMessage) return fitting(drawSpoken(card, manner))
  const { pictures = true, closed = false } = manner
  const table = manner.tables ? drawLineTable(card) : null
  const marks = [TONES[card.tone], closed ? CLOSED : null].flatMap(mark => (mark ? [plainTextElement(mark, 40)] : []))
  const blocks: Block[] = [
    { type: 'header', text: plainTextElement(card.title, MOST.title) },
    ...(marks.length > 0 ? [{ type: 'context' as const, elements: marks }] : []),
    ...rich([richText(card.summary, MOST.summary), drawPings(card.pings ?? [])]),
    ...drawFacts(card.facts ?? []),
    ...(table ? [table] : drawLines(card.lines ?? [], pictures)),
    ...(card.body ? rich([richPhrase(card.body, MOST.body)]) : []),
    ...drawOwnPicture(card, manner),
    ...drawFiles(card, manner),
    ...drawPresses(card),
    ...(card.context ? small(card.context, MOST.context) : []),
  ]
  return fitting(blocks, card.rest ? drawPresses({ title: card.title, presses: [card.rest] }) : [], leavesOut(card))
}

/** Whether there is more to it than we show here. */
function leavesOut({ lines = [], facts = [], body = '' }: Drawn): boolean {
  return lines.length > MOST_LINES || facts.length > MOST_FACTS || lengthOf(body) > MOST.body
}

/** Somebody's words: whose they are in bold, as Slack shows what people write. */
function drawSpoken(card: Drawn, manner: Manner): Block[] {
  const { title, body = '', context = '' } = card
  const said = rich([richText(title, MOST.title, { bold: true }), richPhrase(body, MOST.body)])
  return [...said, ...drawOwnPicture(card, manner), ...drawFiles(card, manner), ...small(context, MOST.context)]
}

/** The people of Slack's who are called: one that isn't a person's id would have the whole message refused. */
function drawPings(pings: readonly Ping[]): readonly RichText[] {
  return pings
    .filter(({ chat, user }) => chat === 'slack' && /^[UW][A-Z0-9]+$/.test(user))
    .flatMap(({ user }, index): RichText[] => [...(index > 0 ? richText(' ', 1) : []), { type: 'user', user_id: user }])
}

function drawFacts(facts: NonNullable<Card['facts']>): Block[] {
  const rows = facts
    .slice(0, MOST_FACTS)
    .map(({ label, value }) => [
      ...richText(`${label}  `, MOST.label, { bold: true }),
      ...richPhrase(value, MOST.value),
    ])
  return rich([...rows, more(facts.length - MOST_FACTS, 'fact')])
}

/** What cannot be shown is described: the text says all that the picture shows. */
function drawOwnPicture({ picture }: Drawn, { picture: id }: Manner): Block[] {
  if (!picture) return []
  const alt = plainTextElement(picture.alt, MOST.alt).text
  if (id) return [{ type: 'image', slack_file: { id }, alt_text: alt }]
  return rich([[...richText('🖼 ', 5), ...richText(alt, MOST.alt, { italic: true })]])
}

function drawFiles({ files = [] }: Drawn, { filesAt = 'In the thread', refused = new Set() }: Manner): Block[] {
  const names = files.map(({ file, name }) => {
    const shown = richText(name, MOST.label)
    return refused.has(file) ? [...shown, ...richText(' (Slack refused it)', 40, { italic: true })] : shown
  })
  const joined = names.flatMap((name, index) => (index > 0 ? [...richText(', ', 2), ...name] : name))
  return joined.length > 0 ? rich([[...richText(`📎 ${filesAt}: `, 60), ...joined]]) : []
}

function drawPresses({ title, presses, opens = [] }: Pick<Drawn, 'title' | 'presses' | 'opens'>): Block[] {
  const elements = [
    ...(opens.length > 0 ? [drawOpens(opens)] : []),
    ...presses.map((press, index) => drawPress(press, title, index)),
  ]
  return elements.length > 0 ? [{ type: 'actions', elements }] : []
}

/** What opens the lines of a list, to choose from. */
function drawOpens(opens: readonly Press[]): types.StaticSelect {
  return {
    type: 'static_select',
    action_id: `${PRESS}open`,
    placeholder: plainTextElement('Open one…', 150),
    options: opens
      .slice(0, MOST_OPTIONS)
      .map(({ label, token }) => ({ text: plainTextElement(label, 75), value: token })),
  }
}

/** A button; its label is read aloud with the card's title, since many cards have the same buttons. */
export function drawPress({ label, token, style }: Press, title: string, index = 0): types.Button {
  return {
    type: 'button',
    text: plainTextElement(label, 75),
    value: token,
    action_id: `${PRESS}${index}`,
    accessibility_label: plainTextElement(`${label}: ${title}`, 75).text,
    ...(style && { style }),
  }
}

/** How the action ids of our buttons begin. */
export const PRESS = 'press-'

/**
 * Leaves out what is more than Slack takes, from the middle: the head says what it is, the buttons act.
 * @param rest opens all of it, where something is left out: by us, or before (`short`).
 */
function fitting(blocks: Block[], rest: readonly Block[] = [], short = false): Block[] {
  const size = () => JSON.stringify(blocks.map(textOf)).length
  const middle = () => blocks.findLastIndex(block => block.type === 'rich_text' || block.type === 'section')
  let left = false
  while (size() > MOST_TEXT && middle() > 2) {
    blocks.splice(middle(), 1)
    left = true
  }
  const note = left ? rich([richText('… and more than fits here.', 40, { italic: true })]) : []
  return [...blocks, ...note, ...(left || short ? rest : [])]
}

function textOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textOf)
  if (value === null || typeof value !== 'object') return ''
  return Object.entries(value).map(([key, one]) => (key === 'text' && typeof one === 'string' ? one : textOf(one)))
}
