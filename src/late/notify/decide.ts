import { and, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type BudgetRoom, STAFF, spendBudget } from '../../cases/spend-budget.ts'
import type { Outcome, Verb } from '../../kernel/asking/command.ts'
import { supplierById } from '../../suppliers/find-supplier.ts'
import { lateRules } from '../rules.ts'
import { type NoticeRow, notices } from '../tables.ts'

const Noticed = z.object({
  id: z.uuid(),
  caseId: z.uuid().nullable(),
  orderId: z.uuid(),
  purchaseOrderId: z.uuid(),
  number: z.string(),
  rule: z.enum(lateRules),
  dueAt: z.string(),
  hours: z.number().nullable(),
})

export const DecideNotification = z.object({ supplierId: z.uuid(), notices: z.array(Noticed) })

/**
 * Decides how the two sides are notified of what was noticed about a supplier: each by itself, or in the digest of the
 * hour. Once.
 */
export async function decideNotification(verb: Verb, input: z.output<typeof DecideNotification>): Promise<Outcome> {
  const { id, zone } = await supplierById(verb.db, input.supplierId)
  const ids = input.notices.map(one => one.id)
  const rows = await verb.db
    .select()
    .from(notices)
    .where(and(inArray(notices.id, ids), isNull(notices.notified)))
  const [first] = rows
  if (!first) return { text: 'Already notified.' }
  const untold = new Set(rows.map(row => row.id))
  const supplier = await choose(verb, { room: id, zone }, rows, 'notified')
  const breaches = rows.filter(row => row.caseId)
  const staff = breaches.length > 0 ? await choose(verb, STAFF, breaches, 'staffNotified') : null
  const told = { supplier, staff, notices: input.notices.filter(one => untold.has(one.id)) }
  await verb.record('late.notified', id, { supplierId: id, ...told })
  return { text: `Notified ${rows.length}.` }
}

/** Spends the budget of a room on them, and notes how it is posted. The hour is that in which they were noticed. */
async function choose(
  { db }: Verb,
  room: BudgetRoom,
  rows: readonly NoticeRow[],
  column: 'notified' | 'staffNotified',
) {
  const at = rows[0]?.noticedAt ?? new Date(0)
  const { how, windowAt } = await spendBudget({ db }, room, new Set(rows.map(row => row.purchaseOrderId)).size, at)
  const ids = rows.map(row => row.id)
  await db
    .update(notices)
    .set({ [column]: how })
    .where(inArray(notices.id, ids))
  return { how, windowAt: windowAt.toISOString() }
}
