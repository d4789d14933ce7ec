import { eq, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { cut, inFigures } from '../kernel/words/text.ts'
import { findFacts } from './find-facts.ts'
import { judgeRows } from './judge-row.ts'
import { MOST_ROWS, type ReadRow } from './read-rows.ts'
import { type ImportRow, type TrackingImport, trackingImportRows } from './tables.ts'

/**
 * Judges rows and keeps them with their import, after those it has. Of what a row holds only that of its parcel is kept.
 * @param file the file they are of; empty for a paste
 * @throws Refusal where they are more than 2,000 together.
 */
export async function keepRows(
  verb: Verb,
  made: TrackingImport,
  read: readonly ReadRow[],
  file: string,
): Promise<readonly ImportRow[]> {
  const own = eq(trackingImportRows.importId, made.id)
  const next = sql<number>`coalesce(max(${trackingImportRows.position}) + 1, 0)::int`
  const [{ first } = { first: 0 }] = await verb.db.select({ first: next }).from(trackingImportRows).where(own)
  if (first + read.length > MOST_ROWS)
    throw new Refusal(`There are more than ${inFigures(MOST_ROWS)} rows together. Send fewer at a time.`, 'files')
  const rows = read.map(row => ({ ...row, ...shown(row), place: `${file && `${file} `}row ${row.row}` }))
  const facts = await findFacts(verb.db, made, rows, verb.now)
  const kept = judgeRows(rows, facts).map(({ row: _, ...one }, index) => {
    return { ...one, importId: made.id, position: first + index }
  })
  if (kept.length > 0) await verb.db.insert(trackingImportRows).values(kept)
  return kept
}

/** A column may hold something else than its heading says: what can be no number of ours is not kept. */
function shown({ purchaseOrder, carrier, pieces }: ReadRow) {
  const isNumber = /\d/.test(purchaseOrder) && purchaseOrder.length <= 40
  return { purchaseOrder: isNumber ? purchaseOrder : '', carrier: cut(carrier, 80), pieces: cut(pieces, 2_000) }
}
