import { and, eq, isNotNull } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readTogether } from '../kernel/ground/read-together.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { supplierById } from './find-supplier.ts'
import { type Agreement, agreements, type Supplier, suppliers } from './tables.ts'
import { defaultTerms, type Terms } from './terms.ts'

type InForce = { id: string | null; terms: Terms }

/** What a supplier has agreed to: the newest version that it accepted, else what is expected of anybody (`id` null). */
export async function termsInForce(db: Reads, supplierId: string): Promise<InForce> {
  const found = (await allInForce(db, [supplierId])).get(supplierId)
  if (!found) throw new Refusal('That supplier is not here any more.', 'supplier')
  return found
}

/** The same of several suppliers, by id, in one statement; those that are not here are left out. */
export async function allInForce(db: Reads, supplierIds: readonly string[]): Promise<ReadonlyMap<string, InForce>> {
  const rows = await readTogether(db, {
    suppliers: [suppliers, among(suppliers.id, supplierIds)],
    accepted: [agreements, and(among(agreements.supplierId, supplierIds), isNotNull(agreements.acceptedAt))],
  })
  return new Map(rows.suppliers.map(one => [one.id, inForce(one, rows.accepted)]))
}

/** The same of agreements that are read already. Pure. @param accepted of this supplier and others */
export function inForce(supplier: Supplier, accepted: readonly Agreement[]): InForce {
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
  const rows = await readTogether(db, {
    suppliers: [suppliers, eq(suppliers.id, po.supplierId)],
    versions: [agreements, eq(agreements.supplierId, po.supplierId)],
  })
  const [supplier] = rows.suppliers
  if (!supplier) throw new Error(`supplier ${po.supplierId} is not here`)
  const sentUnder = rows.versions.find(({ id }) => id === po.agreementId)?.terms ?? defaultTerms(supplier)
  const accepted = rows.versions.filter(({ acceptedAt }) => acceptedAt)
  const { closed } = inForce(supplier, accepted).terms.calendar
  return { ...sentUnder, calendar: { ...sentUnder.calendar, closed } }
}
