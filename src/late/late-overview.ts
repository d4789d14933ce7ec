import type { Reads } from '../kernel/ground/db.ts'
import type { Button, CardLine } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import { type DueRow, findDue } from './find-due.ts'
import { findLate, type LateRow } from './find-late.ts'
import { dueLine, type LineReader, lateLine, openDue, openLate, snoozedLine } from './lines.ts'
import type { LateScope, Listed } from './part.ts'

/** What is late, what will be soon, and what is silent for now: the worst of each, and how many there are. */
export type LateOverview = { late: Listed<LateRow>; due: Listed<DueRow>; snoozed: Listed<LateRow> }

/** Most of each that are named: twenty lines are what one reads, and what a card has room for on every chat. */
const MOST = { late: 10, due: 5, snoozed: 5 }

export async function lateOverview(db: Reads, scope: LateScope, now: Date): Promise<LateOverview> {
  return {
    late: await findLate(db, 'late', scope, now, { from: 0, most: MOST.late }),
    due: scope.owner ? { rows: [], all: 0 } : await findDue(db, scope, now, { from: 0, most: MOST.due }),
    snoozed: await findLate(db, 'snoozed', scope, now, { from: 0, most: MOST.snoozed }),
  }
}

export function isEmpty({ late, due, snoozed }: LateOverview): boolean {
  return late.all + due.all + snoozed.all === 0
}

/** `3 late, 2 due by the end of the next working day and 1 snoozed.` */
export function overviewInWords({ late, due, snoozed }: LateOverview): string {
  const parts = [
    late.all > 0 && `${late.all} late`,
    due.all > 0 && `${due.all} due by the end of the next working day`,
    snoozed.all > 0 && `${snoozed.all} snoozed`,
  ].filter(part => part !== false)
  return parts.length > 0 ? `${list(parts)}.` : 'Nothing is late, due or snoozed.'
}

export function overviewLines({ late, due, snoozed }: LateOverview, reader: LineReader): readonly CardLine[] {
  return [
    ...late.rows.map(row => lateLine(row, reader)),
    ...due.rows.map(row => dueLine(row, reader)),
    ...snoozed.rows.map(row => snoozedLine(row, reader)),
  ]
}

/** What opens each of these lines, in their order. */
export function overviewOpens({ late, due, snoozed }: LateOverview): readonly Button[] {
  return [...late.rows.map(openLate), ...due.rows.map(openDue), ...snoozed.rows.map(openLate)]
}

/** `31 more late and 7 more due`; null where all are named. */
export function moreInWords(overview: LateOverview): string | null {
  const parts = (['late', 'due', 'snoozed'] as const).flatMap(part => {
    const left = overview[part].all - overview[part].rows.length
    return left > 0 ? [`${left} more ${part}`] : []
  })
  return parts.length > 0 ? list(parts) : null
}
