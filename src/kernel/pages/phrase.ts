import { html } from 'hono/html'
import { isCardLink, type Link, type Moment, type Phrase, phraseParts } from '../shapes/card.ts'
import { cut, visible } from '../words/text.ts'
import { DAY_SHAPE, format, MINUTE_SHAPE, place } from '../words/zoned.ts'

/** Escaped markup. Everything that people wrote enters it through `drawText`. */
export type Html = ReturnType<typeof html>

/** Text as a page may show it: whole characters, its own direction, no controls. */
export function plainText(text: string, most: number): string {
  return cut(visible(text), most)
}

/** Somebody's words as text and nothing but text, kept apart from the direction of what is around them. */
export function drawText(text: string, most: number): Html {
  return html`<bdi>${plainText(text, most)}</bdi>`
}

/** Words and moments in a row; the words together are cut at `most`. */
export function drawPagePhrase(phrase: Phrase, most: number): Html[] {
  const drawn: Html[] = []
  let left = most
  for (const part of phraseParts(phrase)) {
    if (typeof part !== 'string' && 'at' in part) {
      drawn.push(drawMoment(part))
      continue
    }
    const words = typeof part === 'string' ? part : part.text
    if (left > 0)
      drawn.push(typeof part === 'string' || isCardLink(part) ? drawText(words, left) : drawLink(part, left))
    left -= words.length
  }
  return drawn
}

/** A link to another message here, or out of Waybill: that page learns nothing of where it was followed. */
function drawLink({ text, to }: Link, most: number): Html {
  if (!to.startsWith('https:')) return html`<a href="${to}">${drawText(text, most)}</a>`
  return html`<a href="${to}" target="_blank" rel="noreferrer">${drawText(text, most)}</a>`
}

/** A moment in the zone that was asked for, named; else in UTC, until the page puts it in the reader's own. */
export function drawMoment({ at, zone }: Moment): Html {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return drawText(at, 60)
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return html`<time datetime="${at}">${format(date, DAY_SHAPE, 'UTC')}</time>`
  const local = zone === undefined ? null : format(date, MINUTE_SHAPE, zone)
  if (local === null)
    return html`<time datetime="${date.toISOString()}" data-local>${format(date, MINUTE_SHAPE, 'UTC')} UTC</time>`
  return html`<time datetime="${date.toISOString()}" data-zoned>${local} <span class="zone">${place(zone)}</span></time>`
}
