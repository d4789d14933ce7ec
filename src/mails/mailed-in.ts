import { and, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Attached } from '../kernel/shapes/card.ts'
import { mailReplies, mails } from './tables.ts'

/** A mail of a case: the customer's, where `by` is null, else what one of the staff wrote to them. */
export type Mailed = {
  id: string
  at: Date
  by: string | null
  text: string
  lacks: readonly string[]
  files: readonly Attached[]
  /** Why it did not arrive. */
  why: string | null
}

/** What the customer and staff wrote to one another about a case, each mail without what it quotes. */
export async function mailedIn(read: Reads, caseId: string): Promise<readonly Mailed[]> {
  const theirs = await read
    .select()
    .from(mails)
    .where(and(eq(mails.caseId, caseId), isNotNull(mails.sentTo)))
  // What was answered before the case was opened belongs to it as well.
  const toThem = inArray(
    mailReplies.mailId,
    theirs.map(({ id }) => id),
  )
  const ours = await read
    .select()
    .from(mailReplies)
    .where(or(eq(mailReplies.caseId, caseId), toThem))
  const all = [
    ...theirs.map(({ id, receivedAt, text, lacks, files }) => ({
      ...{ id, at: receivedAt, by: null, text, lacks, files, why: null },
    })),
    ...ours.map(({ id, writtenAt, byName, text, files, why }) => ({
      ...{ id, at: writtenAt, by: byName, text, lacks: [], files, why },
    })),
  ]
  return all.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}
