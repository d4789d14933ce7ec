import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import { type CardLine, detailOf, type Tone } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import { count } from '../../../kernel/words/text.ts'
import type { FileNames } from '../files.ts'
import { drawButton, drawButtons, row } from './buttons.ts'
import { drawMedia } from './media.ts'
import { drawPhrase } from './phrase.ts'
import { escapeInLine, escapeMarkdown } from './words.ts'

/** All text of a message in Components V2. docs: components/reference, "Text Display". */
const WHOLE = 4_000

/** What each part may take of it at most, in UTF-16 units as sent. The body takes what is left: at least 800. */
const MOST = { title: 256, summary: 600, facts: 800, label: 80, value: 300, line: 200, detail: 200, context: 200 }
const MOST_OF_LINES = { beside: 1_200, alone: 2_200 }
const SUMMARY_OF_REST = 40

/** A picture takes three of a message's 40 components; buttons and texts take up to 19. */
const MOST_PICTURES = 6
const COMPONENTS_OF_PICTURE = 3

/** The colour at the card's edge and the word that says the same. */
export const TONES: Readonly<Record<Tone, { colour: number; word: string | null }>> = {
  neutral: { colour: 0x80_84_8e, word: null },
  waiting: { colour: 0x4a_7d_d6, word: 'Waiting' },
  good: { colour: 0x2e_9e_5b, word: 'On track' },
  warning: { colour: 0xe0_a0_30, word: 'Attention' },
  bad: { colour: 0xd6_3c_4a, word: 'Problem' },
  over: { colour: 0x80_84_8e, word: 'Closed' },
}

/** Numbers of ours from 1 to 2³¹−1, which Discord keeps as the ids of components and hands back. */
export type Marks = { message: number; content: number }

/** How a card is drawn where that is not the card's own matter. */
export type Manner = {
  marks?: Marks
  /** The files that go with the message; of any other, words are shown. */
  names?: FileNames
  /** Mentions, written as Discord reads them: see calls.ts. */
  called?: string
}

/** A card as one container of Components V2, always within Discord's limits. */
export function drawCard(card: Drawn, { marks, names = new Map(), called = '' }: Manner = {}): APIContainerComponent {
  const { colour, word } = TONES[card.tone]
  const title = escapeInLine(card.title, MOST.title)
  // Of somebody's words the summary is only read aloud.
  const heading = card.isMessage
    ? `**${title}**`
    : [`### ${title}`, escapeMarkdown(card.summary, MOST.summary), ...(word ? [`-# ${word}`] : [])].join('\n')
  const facts = fitting((card.facts ?? []).map(drawFact), MOST.facts, 'fact')
  const lines = fitting(
    (card.lines ?? []).map(drawLine),
    card.body ? MOST_OF_LINES.beside : MOST_OF_LINES.alone,
    'line',
  )
  const context = card.context ? `-# ${drawPhrase(card.context, MOST.context).replaceAll(/\s+/g, ' ')}` : ''
  const media = drawMedia(card, names)
  const told = media.flatMap(part => (part.type === ComponentType.TextDisplay ? [part.content] : []))
  const used = [heading, called, ...facts, ...lines, ...told, context].reduce((sum, part) => sum + part.length + 1, 0)
  const body = card.body ? drawPhrase(card.body, WHOLE - used) : ''
  const short =
    [facts, lines].some(isShort) ||
    (card.body !== undefined && drawPhrase(card.body, Number.POSITIVE_INFINITY) !== body)
  const components: APIComponentInContainer[] = [
    { ...textDisplay(heading), ...(marks && { id: marks.content }) },
    ...(called ? [textDisplay(called)] : []),
    ...(facts.length > 0 ? [textDisplay(facts.join('\n'))] : []),
    ...withPictures(lines, card.lines ?? [], MOST_PICTURES - Math.ceil(media.length / COMPONENTS_OF_PICTURE)),
    ...(body.trim() ? [textDisplay(body)] : []),
    ...media,
    ...drawButtons(card),
    ...(card.rest && short ? [row(drawButton(card.rest))] : []),
    ...(context ? [textDisplay(context)] : []),
  ]
  const edge = card.isMessage ? {} : { accent_color: colour }
  return { type: ComponentType.Container, ...edge, components, ...(marks && { id: marks.message }) }
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content }
}

/** As many parts as fit, and how many there are beyond them. */
function fitting(parts: readonly string[], most: number, noun: string): readonly string[] {
  const kept: string[] = []
  let left = most - SUMMARY_OF_REST
  for (const part of parts) {
    left -= part.length + 1
    if (left < 0) break
    kept.push(part)
  }
  const more = parts.length - kept.length
  return more > 0 ? [...kept, `${MORE}${count(more, `more ${noun}`)}`] : kept
}

const MORE = '-# and '
const isShort = (parts: readonly string[]) => parts.at(-1)?.startsWith(MORE) ?? false

function drawFact({ label, value }: { label: string; value: Parameters<typeof drawPhrase>[0] }): string {
  return `**${escapeInLine(label, MOST.label)}** ${drawPhrase(value, MOST.value)}`
}

function drawLine(line: CardLine): string {
  const { text, quantity, done } = line
  const detail = detailOf(line)
  const words = escapeInLine(text, MOST.line)
  const first = `${quantity === undefined ? '' : `${quantity} × `}${done ? `~~${words}~~` : words}`
  return detail ? `${first}\n-# ${drawPhrase(detail, MOST.detail).replaceAll(/\s+/g, ' ')}` : first
}

/** Lines with a picture are next to it; the others follow one another in one text. */
function withPictures(drawn: readonly string[], lines: readonly CardLine[], most: number): APIComponentInContainer[] {
  const parts: APIComponentInContainer[] = []
  let plain: string[] = []
  let pictures = 0
  const flush = () => {
    if (plain.length > 0) parts.push(textDisplay(plain.join('\n')))
    plain = []
  }
  for (const [index, content] of drawn.entries()) {
    const url = pictureOf(lines[index])
    if (url === null || pictures >= most) {
      plain.push(content)
      continue
    }
    flush()
    pictures += 1
    const accessory = { type: ComponentType.Thumbnail, media: { url } } as const
    parts.push({ type: ComponentType.Section, components: [textDisplay(content)], accessory })
  }
  flush()
  return parts
}

/** Only what is surely an address of a picture: one bad address would have the whole message refused. */
function pictureOf(line: CardLine | undefined): string | null {
  const url = line?.image && URL.canParse(line.image) ? new URL(line.image) : null
  return url?.protocol === 'https:' && url.href.length <= 2_000 ? url.href : null
}
