import { and, eq, not, type SQL } from 'drizzle-orm'
import { caseKinds } from './kind.ts'
import { cases } from './tables.ts'

/** The cases that a supplier's contact may know of: its own, but for those that staff keep to themselves as yet. */
export function visibleToSupplier(supplierId: string): SQL | undefined {
  const kept = caseKinds().flatMap(({ hiddenFromSupplier }) => (hiddenFromSupplier ? [not(hiddenFromSupplier)] : []))
  return and(eq(cases.supplierId, supplierId), ...kept)
}
