import { and, eq, inArray } from 'drizzle-orm'
import type { CardKey } from '../kernel/asking/reaction.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { messages } from '../kernel/ground/tables.ts'

/** The root card of a case in its supplier's room; its thread is under it. */
export const rootKey = (caseId: string): CardKey => ({ kind: 'case', subject: caseId })

/** The staff's own card of a case, with a thread that no supplier reads. */
export const staffKey = (caseId: string): CardKey => ({ kind: 'case-staff', subject: caseId })

/** Whether a card was put up anywhere. */
export async function isPosted(read: Reads, key: CardKey): Promise<boolean> {
  return (await postedRooms(read, key)).size > 0
}

/** The ids of the rooms where a card was put up. */
export async function postedRooms(read: Reads, { kind, subject }: CardKey): Promise<ReadonlySet<string>> {
  const standing = and(eq(messages.kind, kind), eq(messages.subject, subject))
  return new Set((await read.select({ id: messages.roomId }).from(messages).where(standing)).map(({ id }) => id))
}

/** Of these cases, those whose cards were put up, for the supplier and for the staff: in one look however many they are. */
export async function whichPosted(read: Reads, caseIds: readonly string[]) {
  const kinds = [rootKey('').kind, staffKey('').kind]
  const standing = and(inArray(messages.kind, kinds), inArray(messages.subject, [...caseIds]))
  const rows = await read.select({ kind: messages.kind, subject: messages.subject }).from(messages).where(standing)
  const of = (kind: string) => new Set(rows.flatMap(row => (row.kind === kind ? [row.subject] : [])))
  return { supplier: of(rootKey('').kind), staff: of(staffKey('').kind) }
}
