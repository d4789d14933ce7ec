import { and, eq, type SQL, sql } from 'drizzle-orm'
import { complaints } from '../complaints/tables.ts'
import { cases } from './tables.ts'

/** The cases that a supplier's contact may know of: its own, but for complaints that staff keep to themselves as yet. */
export function shownTo(supplierId: string): SQL | undefined {
  const kept = sql`exists (select 1 from ${complaints} where ${complaints.caseId} = ${cases.id} and ${complaints.sentAt} is null)`
  return and(eq(cases.supplierId, supplierId), sql`not ${kept}`)
}
