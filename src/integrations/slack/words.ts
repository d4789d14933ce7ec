import type { types } from '@slack/bolt'
import type { Moment, Phrase } from '../../kernel/card.ts'
import { cut, visible } from '../../kernel/text.ts'

export type Word = types.RichTextElement
export type Style = { bold?: boolean; strike?: boolean; italic?: boolean }

/** Text that Slack shows as it is written: no marks, no links, no emoji names. */
export function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(visible(text), most) || '—', emoji: false }
}

/** Text where Slack would read markup: the three characters that open any of it are written as entities. */
export function escaped(text: string, most: number): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return cut(visible(text), most).replaceAll(/[&<>]/g, mark => entities[mark] ?? mark)
}

/** A piece of rich text, which is literal: nothing in it is read as markup. */
export function word(text: string, most: number, style?: Style): readonly Word[] {
  const shown = cut(visible(text), most)
  return shown ? [{ type: 'text', text: shown, ...(style && { style }) }] : []
}

/** Words and moments in a row; the words together are cut at `most`. */
export function words(phrase: Phrase, most: number): readonly Word[] {
  const parts = Array.isArray(phrase) ? (phrase as readonly (string | Moment)[]) : [phrase as string | Moment]
  let left = most
  return parts.flatMap(part => {
    if (typeof part !== 'string') return moment(part)
    const drawn = left > 0 ? word(part, left) : []
    left -= part.length
    return drawn
  })
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** A moment in its own zone, named; else in the zone of whoever reads, with UTC for those whose Slack cannot. */
export function moment({ at, zone }: Moment): readonly Word[] {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return word(at, 60)
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return word(format(date, DAY, 'UTC') ?? at, 60)
  const there = zone && format(date, MINUTE, zone)
  if (there) return word(`${there} ${place(zone)}`, 120)
  const fallback = `${format(date, MINUTE, 'UTC')} UTC`
  const timestamp = Math.floor(date.getTime() / 1_000)
  return [{ type: 'date', timestamp, format: '{date_short_pretty} at {time}', fallback }]
}

/** The same for places that take no rich text. */
export function momentText(at: string): string {
  const date = new Date(at)
  const fallback = escaped(`${format(date, MINUTE, 'UTC')} UTC`, 60)
  return `<!date^${Math.floor(date.getTime() / 1_000)}^{date_short_pretty} at {time}|${fallback}>`
}

/** `Asia/Ho_Chi_Minh` → `Ho Chi Minh time`. */
function place(zone: string): string {
  return zone.includes('/') ? `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time` : zone
}

function format(date: Date, shape: Intl.DateTimeFormatOptions, timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone }).format(date)
  } catch {
    return null
  }
}
