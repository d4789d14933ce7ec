import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { newestAccepted } from './agreements.ts'
import { supplierById } from './find-supplier.ts'
import { type Agreement, agreements, type Supplier } from './tables.ts'
import { defaultTerms, type Terms } from './terms.ts'

/** What a supplier has agreed to: the newest version that it accepted, else what is expected of anybody (`id` null). */
export async function termsInForce(db: Reads, supplierId: string): Promise<{ id: string | null; terms: Terms }> {
  const accepted = await newestAccepted(db, supplierId)
  return accepted ?? { id: null, terms: defaultTerms(await supplierById(db, supplierId)) }
}

/** The same of agreements that are read already. Pure. @param accepted of this supplier and others */
export function inForce(supplier: Supplier, accepted: readonly Agreement[]): { id: string | null; terms: Terms } {
  const own = accepted.filter(one => one.supplierId === supplier.id).toSorted((a, b) => b.version - a.version)
  return own[0] ?? { id: null, terms: defaultTerms(supplier) }
}

/** The terms that a purchase order was sent under, no matter what has been agreed since. */
export async function termsOf(db: Reads, po: { agreementId: string | null; supplierId: string }): Promise<Terms> {
  if (!po.agreementId) return defaultTerms(await supplierById(db, po.supplierId))
  const [version] = await db
    .select({ terms: agreements.terms })
    .from(agreements)
    .where(eq(agreements.id, po.agreementId))
  if (!version) throw new Error(`agreement ${po.agreementId} is not here`)
  return version.terms
}

/** The terms that a purchase order was sent under, with the closures that its supplier agreed to since. */
export async function termsWithClosures(
  db: Reads,
  po: { agreementId: string | null; supplierId: string },
): Promise<Terms> {
  const sentUnder = await termsOf(db, po)
  const { closed } = (await termsInForce(db, po.supplierId)).terms.calendar
  return { ...sentUnder, calendar: { ...sentUnder.calendar, closed } }
}
