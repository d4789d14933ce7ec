import { subDays } from 'date-fns/subDays'
import { inArray, lt } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { KEPT } from '../kernel/ground/tidy.ts'
import { trackingImportRows, trackingImports } from './tables.ts'

/** Forgets imports of long ago with their rows; the parcels stay with their purchase orders. */
export async function forgetImports(db: Db, now: Date): Promise<void> {
  const old = db
    .select({ id: trackingImports.id })
    .from(trackingImports)
    .where(lt(trackingImports.madeAt, subDays(now, KEPT)))
  await db.delete(trackingImportRows).where(inArray(trackingImportRows.importId, old))
  await db.delete(trackingImports).where(lt(trackingImports.madeAt, subDays(now, KEPT)))
}
