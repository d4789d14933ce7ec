import { and, desc, eq, isNotNull, lt } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { supplierById } from './find-supplier.ts'
import { type Agreement, agreements, type Supplier, suppliers } from './tables.ts'
import { defaultTerms, type Terms } from './terms.ts'

/** One version among those of its supplier. */
export type AgreementView = {
  supplier: Supplier
  agreement: Agreement
  /** What was in force when it was proposed. */
  before: Terms
  /** The newest version where there is a newer one: an unanswered one is asked no more. */
  newer: number | null
}

/** A version of a supplier's agreement as cards show it; null where there is none of that id. */
export async function agreementView(db: Reads, id: string): Promise<AgreementView | null> {
  const [agreement] = await db.select().from(agreements).where(eq(agreements.id, id))
  if (!agreement) return null
  const supplier = await supplierById(db, agreement.supplierId)
  const before = await newestAccepted(db, supplier.id, agreement.version)
  const newest = await newestVersion(db, supplier.id)
  return {
    supplier,
    agreement,
    before: before?.terms ?? defaultTerms(supplier),
    newer: newest && newest.version > agreement.version ? newest.version : null,
  }
}

export function isAnswered({ acceptedAt, refusedAt }: Agreement): boolean {
  return acceptedAt !== null || refusedAt !== null
}

/** The newest version, whether accepted or not. */
export async function newestVersion(db: Reads, supplierId: string): Promise<Agreement | null> {
  const [newest] = await newestOf(db, eq(agreements.supplierId, supplierId))
  return newest ?? null
}

/** The version in force, or that was before another. */
export async function newestAccepted(db: Reads, supplierId: string, before?: number): Promise<Agreement | null> {
  const older = before === undefined ? undefined : lt(agreements.version, before)
  const [accepted] = await newestOf(
    db,
    and(eq(agreements.supplierId, supplierId), isNotNull(agreements.acceptedAt), older),
  )
  return accepted ?? null
}

function newestOf(db: Reads, which: ReturnType<typeof and>) {
  return db.select().from(agreements).where(which).orderBy(desc(agreements.version)).limit(1)
}

/** Holds a supplier's agreement until the transaction ends: of two who propose or answer, one comes first. */
export async function holdAgreement(db: Db, supplierId: string): Promise<void> {
  await db.select({ id: suppliers.id }).from(suppliers).where(eq(suppliers.id, supplierId)).for('update')
}
