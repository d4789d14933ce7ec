import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Calendar } from './calendar.ts'
import { agreements, suppliers } from './tables.ts'
import { defaultTerms } from './terms.ts'

/** By supplier, all of them or one: the calendar that it has agreed to, else the one expected of anybody. */
export async function calendarsInForce(db: Reads, supplierId?: string): Promise<ReadonlyMap<string, Calendar>> {
  const found = await db
    .select({ supplier: suppliers, terms: agreements.terms })
    .from(suppliers)
    .leftJoin(agreements, and(eq(agreements.supplierId, suppliers.id), isNotNull(agreements.acceptedAt)))
    .where(supplierId ? eq(suppliers.id, supplierId) : undefined)
    .orderBy(asc(agreements.version))
  // Of several versions the newest stays.
  return new Map(found.map(({ supplier, terms }) => [supplier.id, (terms ?? defaultTerms(supplier)).calendar]))
}
