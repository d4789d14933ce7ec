import type { Reads } from '../kernel/ground/db.ts'
import type { Button, CardLine } from '../kernel/shapes/card.ts'
import { findDue } from './find-due.ts'
import { findLate } from './find-late.ts'
import { dueLine, type LineReader, lateLine, openDue, openLate, snoozedLine } from './lines.ts'
import type { LateScope, Listed, PageOf } from './part.ts'

/** The lists that are read page by page. */
export type Paged = 'late' | 'due' | 'snoozed'

/** Part of a list as lines, and how long the whole is. */
export async function latePage(
  db: Reads,
  which: Paged,
  { scope, part, reader }: { scope: LateScope; part: PageOf; reader: LineReader },
): Promise<{ lines: readonly CardLine[]; opens: readonly Button[]; all: number }> {
  if (which === 'due') return drawn(await findDue(db, scope, reader.now, part), row => dueLine(row, reader), openDue)
  const line = which === 'late' ? lateLine : snoozedLine
  return drawn(await findLate(db, which, scope, reader.now, part), row => line(row, reader), openLate)
}

function drawn<Row>({ rows, all }: Listed<Row>, line: (row: Row) => CardLine, open: (row: Row) => Button) {
  return { lines: rows.map(line), opens: rows.map(open), all }
}
