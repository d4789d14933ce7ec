import {
  type CardLink,
  isCardLink,
  type Link,
  type Moment,
  type Phrase,
  phraseParts,
} from '../../../kernel/shapes/card.ts'
import { DAY_SHAPE, format, MINUTE_SHAPE, place } from '../../../kernel/words/zoned.ts'
import { escapeInLine, escapeMarkdown } from './words.ts'

/** Longest that a drawn moment becomes, in characters. */
const MOMENT = 80
/** Longest name of a link. */
const LINK = 100

/** Words and moments in a row, as text with markup taken from nobody; cut at `most`. */
export function drawPhrase(phrase: Phrase, most: number): string {
  let drawn = ''
  for (const part of phraseParts(phrase)) {
    const left = most - drawn.length
    if (typeof part === 'string' || isCardLink(part)) drawn += left > 0 ? escapeMarkdown(wordsOf(part), left) : ''
    else drawn += fitting('at' in part ? drawMoment(part) : drawLink(part), left)
  }
  return drawn
}

const wordsOf = (part: string | CardLink) => (typeof part === 'string' ? part : part.text)

/** A link that shows no picture of where it leads. */
function drawLink({ text, to }: Link): string {
  return `[${escapeInLine(text, LINK)}](<${new URL(to).href.replaceAll('(', '%28').replaceAll(')', '%29')}>)`
}

/** Half a moment, or half a link, would be read as markup gone wrong. */
const fitting = (moment: string, left: number) => (moment.length <= left ? moment : '')

/** A moment in the zone that was asked for, named, and how far off it is; else in the reader's own zone. */
function drawMoment({ at, zone }: Moment): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return escapeMarkdown(at, MOMENT)
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return format(date, DAY_SHAPE, 'UTC') ?? at
  const unix = Math.floor(date.getTime() / 1_000)
  const local = zone === undefined ? null : format(date, MINUTE_SHAPE, zone)
  return local === null ? `<t:${unix}:f>` : `${local} ${place(zone)} (<t:${unix}:R>)`
}
