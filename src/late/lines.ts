import { formatDistanceStrict } from 'date-fns/formatDistanceStrict'
import type { Button, CardLine } from '../kernel/shapes/card.ts'
import { format } from '../kernel/words/zoned.ts'
import type { DueRow } from './find-due.ts'
import type { LateRow } from './find-late.ts'
import { type LateRule, RULES } from './rules.ts'
import { dueWords } from './words.ts'

/** For whom lines are written: times in their zone (IANA), and suppliers and owners for staff alone. */
export type LineReader = { zone: string; staff: boolean; now: Date }

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `1042-A · 2 days late`, and beneath it what was due when. */
export function lateLine(row: LateRow, reader: LineReader): CardLine {
  return {
    text: `${row.number} · ${since(row, reader)} late`,
    detail: details(row, reader, row.rule ? by(row.rule, row.since, reader, row.zone) : 'opened by hand'),
  }
}

/** `1042-A · silent until Mon, 16 Nov, 09:00` */
export function snoozedLine(row: LateRow, reader: LineReader): CardLine {
  const until = row.snoozedUntil ? `silent until ${format(row.snoozedUntil, MOMENT, reader.zone)}` : 'silent'
  return {
    text: `${row.number} · ${until}`,
    detail: details(row, reader, `${since(row, reader)} late`),
  }
}

/** `1043-A · Ship by Fri, 13 Nov, 18:00` */
export function dueLine(row: DueRow, reader: LineReader): CardLine {
  return {
    text: `${row.number} · ${by(row.rule, row.due, reader, row.zone)}`,
    ...(reader.staff && { detail: row.supplier }),
  }
}

/** What opens a row: the case of what is late, the purchase order of what is only due. */
export function openLate(row: LateRow): Button {
  return { label: row.number, command: 'late.show', input: { case: row.case } }
}

export function openDue({ id, number }: DueRow): Button {
  return { label: number, command: 'po.show', input: { purchaseOrder: id } }
}

/** Whole minutes, hours or days that have passed: nobody is made later than they are. */
function since(row: LateRow, { now }: LineReader): string {
  return formatDistanceStrict(row.since, now, { roundingMethod: 'floor' })
}

function details(row: LateRow, { staff }: LineReader, what: string): string {
  return staff ? [row.supplier, what, row.case, row.owner].filter(Boolean).join(' · ') : what
}

/** A promise is of a day, and is over at the midnight that ends it in the supplier's zone. */
function by(rule: LateRule, at: Date, reader: LineReader, zone: string): string {
  const when = RULES[rule].ofADay ? format(new Date(at.getTime() - 1), DAY, zone) : format(at, MOMENT, reader.zone)
  return `${dueWords(rule)} ${when}`
}
