import { html } from 'hono/html'
import type { Moment, Phrase } from '../../../kernel/shapes/card.ts'
import { cut } from '../../../kernel/words/text.ts'
import { format, place } from '../../../kernel/words/zoned.ts'

/** Escaped markup. Everything that people wrote enters it through `shown`. */
export type Html = ReturnType<typeof html>

/** Control characters, and the marks that turn the direction of text beyond their own words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/** Text as it may stand on a page: whole characters, its own direction, no controls. */
export function plain(text: string, most: number): string {
  const lines = text.toWellFormed().replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
  return cut(lines.replaceAll(UNSEEN, ''), most)
}

/** Somebody's words as text and nothing but text, kept apart from the direction of what is around them. */
export function shown(text: string, most: number): Html {
  return html`<bdi>${plain(text, most)}</bdi>`
}

/** Words and moments in a row; the words together are cut at `most`. */
export function drawPhrase(phrase: Phrase, most: number): Html[] {
  const parts = Array.isArray(phrase) ? (phrase as readonly (string | Moment)[]) : [phrase as string | Moment]
  const drawn: Html[] = []
  let left = most
  for (const part of parts) {
    if (typeof part !== 'string') drawn.push(drawMoment(part))
    else if (left > 0) drawn.push(shown(part, left))
    if (typeof part === 'string') left -= part.length
  }
  return drawn
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** A moment in the zone that was asked for, named; else in UTC, until the page puts it in the reader's own. */
export function drawMoment({ at, zone }: Moment): Html {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return shown(at, 60)
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return html`<time datetime="${at}">${format(date, DAY, 'UTC')}</time>`
  const local = zone === undefined ? null : format(date, MINUTE, zone)
  if (local === null)
    return html`<time datetime="${date.toISOString()}" data-local>${format(date, MINUTE, 'UTC')} UTC</time>`
  return html`<time datetime="${date.toISOString()}" data-zoned>${local} <span class="zone">${place(zone)}</span></time>`
}
