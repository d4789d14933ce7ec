import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Calendar } from './calendar.ts'
import { agreements, suppliers } from './tables.ts'
import { defaultTerms } from './terms.ts'

/** By supplier, all of them or one: the calendar that it has agreed to, else the one expected of anybody. */
export async function calendarsInForce(db: Reads, supplierId?: string): Promise<ReadonlyMap<string, Calendar>> {
  const all = await db
    .select()
    .from(suppliers)
    .where(supplierId ? eq(suppliers.id, supplierId) : undefined)
  const accepted = await db
    .select({ supplierId: agreements.supplierId, terms: agreements.terms })
    .from(agreements)
    .where(and(isNotNull(agreements.acceptedAt), supplierId ? eq(agreements.supplierId, supplierId) : undefined))
    .orderBy(asc(agreements.version))
  // Of several versions the newest stays.
  const agreed = new Map(accepted.map(one => [one.supplierId, one.terms.calendar]))
  return new Map(all.map(one => [one.id, agreed.get(one.id) ?? defaultTerms(one).calendar]))
}
