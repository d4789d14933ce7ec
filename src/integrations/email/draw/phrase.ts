import { html } from 'hono/html'
import { isCardLink, type Link, type Moment, type Phrase, phraseParts } from '../../../kernel/shapes/card.ts'
import { visible } from '../../../kernel/words/text.ts'
import { DAY_SHAPE, format, MINUTE_SHAPE, place } from '../../../kernel/words/zoned.ts'

/** Escaped markup: everything that people wrote enters it through `plainWords` and a template. */
export type MailHtml = ReturnType<typeof html>

/** Words as plain text; links have their address after them. */
export function phraseText(phrase: Phrase, zone: string): string {
  return phraseParts(phrase)
    .map(part => {
      if (typeof part === 'string') return visible(part)
      if ('at' in part) return zonedMoment(part, zone)
      const to = isCardLink(part) ? null : httpsOf(part)
      return to ? `${visible(part.text)} (${to})` : visible(part.text)
    })
    .join('')
}

/** The same as markup, each line on a line of its own. */
export function phraseHtml(phrase: Phrase, zone: string): readonly MailHtml[] {
  return phraseParts(phrase).map(part => {
    if (typeof part === 'string') return lineBreaks(part)
    if ('at' in part) return html`${zonedMoment(part, zone)}`
    const to = isCardLink(part) ? null : httpsOf(part)
    return to ? html`<a href="${to}" style="color:#1a5fb4">${visible(part.text)}</a>` : lineBreaks(part.text)
  })
}

/** Old Outlooks know no `pre-line`. */
export function lineBreaks(text: string): MailHtml {
  return html`${visible(text)
    .split('\n')
    .map((line, at) => (at > 0 ? html`<br>${line}` : line))}`
}

/** A moment with its zone named: where none was asked for, that of the reader. */
export function zonedMoment({ at, zone }: Moment, readers: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return visible(at)
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return format(date, DAY_SHAPE, 'UTC') ?? at
  const named = [zone, readers].find(one => one !== undefined && format(date, {}, one) !== null) ?? 'UTC'
  return `${format(date, MINUTE_SHAPE, named)} ${place(named)}`
}

/** Only https leads anywhere from a mail. */
function httpsOf({ to }: Link): string | null {
  const url = URL.parse(to)
  return url?.protocol === 'https:' ? url.href : null
}
