import type { types } from '@slack/bolt'
import {
  isCardLink,
  type Link,
  type Moment,
  type Phrase,
  type PhrasePart,
  phraseParts,
} from '../../../kernel/shapes/card.ts'
import { count, cut, visible } from '../../../kernel/words/text.ts'
import { DAY_SHAPE, format, MINUTE_SHAPE, place } from '../../../kernel/words/zoned.ts'

export type Block = types.KnownBlock
export type RichText = types.RichTextElement
export type Style = { bold?: boolean; strike?: boolean; italic?: boolean }

/** Text that Slack shows as it is written: no marks, no links, no emoji names. */
export function plainTextElement(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(visible(text), most) || '—', emoji: false }
}

/** Text where Slack would read markup: the three characters that open any of it are written as entities. */
export function escaped(text: string, most: number): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return cut(visible(text), most).replaceAll(/[&<>]/g, mark => entities[mark] ?? mark)
}

/** A piece of rich text, which is literal: nothing in it is read as markup. */
export function richText(text: string, most: number, style?: Style): readonly RichText[] {
  const shown = cut(visible(text), most)
  return shown ? [{ type: 'text', text: shown, ...(style && { style }) }] : []
}

/** Words and moments in a row; the words together are cut at `most`. */
export function richPhrase(phrase: Phrase, most: number, style?: Style): readonly RichText[] {
  let left = most
  return phraseParts(phrase).flatMap(part => {
    if (typeof part !== 'string' && 'at' in part) return richMoment(part)
    const words = typeof part === 'string' ? part : part.text
    const drawn = left > 0 ? richText(words, left, style) : []
    left -= words.length
    if (typeof part === 'string' || isCardLink(part)) return drawn
    return drawn.map(one => ({ type: 'link', url: part.to, text: words, ...('style' in one && { style: one.style }) }))
  })
}

/** A moment that reads the same for everybody: a day, or a time in its own zone, named. Null for any other. */
function fixed({ at, zone }: Moment): string | null {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return cut(visible(at), 60)
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return format(date, DAY_SHAPE, 'UTC')
  const there = zone && format(date, MINUTE_SHAPE, zone)
  return there ? `${there} ${place(zone)}` : null
}

/** A moment in its own zone, named; else in the reader's zone, with UTC for those whose Slack cannot. */
export function richMoment(one: Moment): readonly RichText[] {
  const text = fixed(one)
  if (text !== null) return richText(text, 120)
  const timestamp = Math.floor(new Date(one.at).getTime() / 1_000)
  return [{ type: 'date', timestamp, format: READER, fallback: universal(one.at) }]
}

/** A moment for places that take markup alone. */
export function markedMoment(one: Moment): string {
  const text = fixed(one)
  return text === null ? momentText(one.at) : escaped(text, 120)
}

/** The same for places that take no rich text. */
export function momentText(at: string): string {
  return `<!date^${Math.floor(new Date(at).getTime() / 1_000)}^${READER}|${universal(at)}>`
}

/** A moment or link as text, where it reads the same for everybody, else as markup. */
function smallPart(part: Moment | Link): readonly [text: string | null, marked: string] {
  return 'at' in part ? [fixed(part), momentText(part.at)] : [null, linkText(part)]
}

/** A link for places that take no rich text. */
function linkText({ text, to }: Link): string {
  return `<${to.replaceAll('&', '&amp;').replaceAll(/[<>|]/g, encodeURIComponent)}|${escaped(text, 100)}>`
}

/** Words and moments in small print; the words stay literal. At most ten pieces. */
export function small(phrase: Phrase, most: number): types.ContextBlock[] {
  const elements: (types.PlainTextElement | types.MrkdwnElement)[] = []
  let run = ''
  const settle = () => {
    if (run.trim()) elements.push(plainTextElement(run.trim(), most))
    run = ''
  }
  for (const part of phraseParts(phrase)) {
    const [text, marked] = typeof part === 'string' ? [part, ''] : isCardLink(part) ? [part.text, ''] : smallPart(part)
    if (text !== null) run += text
    else {
      settle()
      elements.push({ type: 'mrkdwn', text: marked })
    }
  }
  settle()
  return elements.length > 0 ? [{ type: 'context', elements: elements.slice(0, 10) }] : []
}

/** Words and moments for places that take text alone: the moments in UTC, named. */
export function literal(phrase: Phrase): string {
  const words = (part: PhrasePart) => {
    if (typeof part === 'string') return part
    return 'at' in part ? (fixed(part) ?? universal(part.at)) : part.text
  }
  return phraseParts(phrase).map(words).join('')
}

const READER = '{date_short_pretty} at {time}'
const universal = (at: string) => `${format(new Date(at), MINUTE_SHAPE, 'UTC')} UTC`

/** Lines of rich text as one block, or none. One section holds them, as in what people write themselves. */
export function rich(lines: readonly (readonly RichText[])[]): types.RichTextBlock[] {
  const full = lines.filter(one => one.length > 0)
  const elements = full.flatMap((one, index) => (index > 0 ? [newLine, ...one] : [...one]))
  return elements.length > 0 ? [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] : []
}

export const newLine: RichText = { type: 'text', text: '\n' }

/** How many more there are than are shown. */
export function more(left: number, noun: string): readonly RichText[] {
  return left > 0 ? richText(`and ${count(left, `more ${noun}`)}`, 40, { italic: true }) : []
}
