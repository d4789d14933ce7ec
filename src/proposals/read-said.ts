import { readWhen } from '../kernel/words/read-when.ts'
import { notRefused, orRefusal } from '../kernel/words/refusal.ts'

/** What somebody’s words seem to say of a purchase order. It may be read wrongly: nothing follows before a person agrees. */
export type SaidByMail = { accepts: boolean; declines: boolean; day: string | null }

/** Longer words tell a story: what they say is for people. */
const SHORT = 600
/** How much is looked at for a day. */
const MOST = 2_000

const DECLINES =
  /\b(?:out of stock|sold out|no stock|discontinued|can ?not (?:ship|supply|fulfil|send|make)|can[’']t (?:ship|supply|fulfil|send|make)|unable to (?:ship|supply|fulfil|send)|we (?:must )?decline)|缺货|没货|无货|无法发货/i
const ACCEPTS =
  /\b(?:yes|ok|okay|accepted|we accept|confirmed?|acknowledged?|agreed|noted|will (?:do|ship|send)|received the order)\b|收到|确认|好的|没问题/i
const NOT = /\b(?:not|no|don[’']t|can[’']t|cannot|won[’']t|unable)\b|\?|？|不/i
const SHIPS = /\b(?:ship|send|dispatch|ready|leave|deliver|promise|by|on)|发货|寄出|送出/i
const DAYS = new RegExp(
  [
    String.raw`\b20\d\d-\d\d-\d\d\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b`,
    String.raw`\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d{1,2}\b`,
    String.raw`\b(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`,
    String.raw`\btomorrow\b`,
    '明天|后天',
  ].join('|'),
  'gi',
)

/** Reads a supplier’s words. @param zone where a day is theirs (IANA). Pure. */
export function readSaid(text: string, { zone, now }: { zone: string; now: Date }): SaidByMail {
  const declines = text.length <= SHORT && DECLINES.test(text)
  const accepts = !declines && text.length <= SHORT && ACCEPTS.test(text) && !NOT.test(text)
  return { accepts, declines, day: declines || !SHIPS.test(text.slice(0, MOST)) ? null : dayIn(text, { zone, now }) }
}

/** The one day ahead that is named; of several nobody knows which is meant. */
function dayIn(text: string, { zone, now }: { zone: string; now: Date }): string | null {
  const named = text.slice(0, MOST).match(DAYS) ?? []
  const read = notRefused(named.slice(0, 5).map(one => orRefusal(() => readWhen(one, { zone, now, field: 'text' }))))
  const days = new Set(read.filter(({ at }) => at > now).map(({ day }) => day))
  return days.size === 1 ? ([...days][0] ?? null) : null
}
