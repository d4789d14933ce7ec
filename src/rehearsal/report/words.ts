import { type LateRule, RULES } from '../../late/rules.ts'
import { DAY, dayOf } from '../../suppliers/wall-clock.ts'
import type { Rehearsal } from '../rehearsal.ts'

/** `Ship-by passed`, `Ship-by coming, 24 hours ahead`. */
export function ruleInWords({ rule, hours }: { rule: LateRule; hours: number | null }): string {
  return hours === null ? RULES[rule].counted : `${RULES[rule].counted}, ${hours} hours ahead`
}

/** `9.5 %`; `–` of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `30 Nov 2017`, of a day counted since 1970-01-01. */
export function dayInWords(since1970: number): string {
  return day.format(new Date(since1970 * DAY))
}

/** `under a second`, `1.8 seconds` */
export function secondsInWords(ms: number): string {
  return ms < 1000 ? 'under a second' : `${(ms / 1000).toFixed(1)} seconds`
}

/** `4 Sep 2016 to 19 Sep 2018` */
export function spanInWords({ history, agreed }: Pick<Rehearsal, 'history' | 'agreed'>): string {
  const [from, until] = [history.from, history.until].map(at => dayInWords(dayOf(agreed.calendar.zone, at.getTime())))
  return `${from} to ${until}`
}

/** `1 day`, `2.5 days` */
export function daysInWords(days: number): string {
  return `${days.toFixed(1).replace(/\.0$/, '')} ${days === 1 ? 'day' : 'days'}`
}
