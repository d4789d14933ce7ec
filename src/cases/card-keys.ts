import { and, eq } from 'drizzle-orm'
import type { CardKey } from '../kernel/asking/reaction.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { messages } from '../kernel/ground/tables.ts'

/** The root card of a case in its supplier's room; its thread is under it. */
export const rootKey = (caseId: string): CardKey => ({ kind: 'case', subject: caseId })

/** The staff's own card of a case, with a thread that no supplier reads. */
export const staffKey = (caseId: string): CardKey => ({ kind: 'case-staff', subject: caseId })

/** Whether a card was put up anywhere, before this ask. */
export async function isPosted(read: Reads, { kind, subject }: CardKey): Promise<boolean> {
  return (await read.$count(messages, and(eq(messages.kind, kind), eq(messages.subject, subject)))) > 0
}
