import { and, asc, eq, notInArray, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { RowVerdict } from './judge-row.ts'
import { type ImportRow, type TrackingImport, trackingImportRows, trackingImports } from './tables.ts'

/** How many rows a card names; the others are listed page by page. */
const NAMED = 8

/** An import as its card shows it. */
export type ImportView = {
  one: TrackingImport
  /** How many rows each verdict has; 0 for none. */
  counts: (verdict: RowVerdict) => number
  /** The first rows that will not be taken, or were not. */
  left: readonly ImportRow[]
  /** Every row of it is recorded already. */
  isKnown: boolean
}

export const isLeft = notInArray(trackingImportRows.verdict, ['ready', 'taken', 'same'])

export async function viewImport(db: Reads, id: string): Promise<ImportView> {
  const [one] = await db.select().from(trackingImports).where(eq(trackingImports.id, id))
  if (!one) throw new Error(`import ${id} is not here`)
  const own = eq(trackingImportRows.importId, id)
  const counted = await db
    .select({ verdict: trackingImportRows.verdict, rows: sql<number>`count(*)::int` })
    .from(trackingImportRows)
    .where(own)
    .groupBy(trackingImportRows.verdict)
  const left = await db
    .select()
    .from(trackingImportRows)
    .where(and(own, isLeft))
    .orderBy(asc(trackingImportRows.position))
    .limit(NAMED)
  const isKnown = counted.every(({ verdict }) => verdict === 'same')
  return { one, isKnown, counts: verdict => counted.find(found => found.verdict === verdict)?.rows ?? 0, left }
}
