import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { caseEntries } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { refundById } from './load-refund.ts'
import { storeRefunds } from './tables.ts'
import { amountOf } from './words.ts'

export const SettleRefund = z.object({ refund: z.uuid(), externalId: z.string().min(1) })
export const ReportRefund = z.object({ refund: z.uuid(), why: z.string(), since: z.coerce.date() })

/** The store gave the money back, under that id of its own: by it the refund that the store reports is known as ours. */
export async function settleRefund(verb: Verb, input: z.infer<typeof SettleRefund>): Promise<Outcome> {
  const { one, refund, store, fact } = await refundById(verb, input.refund)
  const { externalId } = input
  const done = { status: 'done' as const, externalId, doneAt: verb.now, why: null }
  await verb.db.update(storeRefunds).set(done).where(eq(storeRefunds.id, refund.id))
  if (refund.entryId !== null)
    await verb.db.update(caseEntries).set({ externalId }).where(eq(caseEntries.id, refund.entryId))
  await verb.record('refund.done', one.id, { ...fact, id: refund.id, amount: amountOf(refund) })
  return { text: `${store} has refunded ${amountOf(refund)}.` }
}

/** Notifies staff that the store doesn't give the money back. */
export async function reportRefund(verb: Verb, input: z.infer<typeof ReportRefund>): Promise<Outcome> {
  const { one, refund, fact } = await refundById(verb, input.refund)
  const since = input.since.toISOString()
  const { why } = input
  await verb.record('refund.failed', one.id, { ...fact, id: refund.id, amount: amountOf(refund), why, since })
  return { text: why }
}
