import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type Utterance, utterances } from './tables.ts'

/** All that was written in a conversation, in the order in which it was written: also what was edited, deleted or held back. */
export function transcriptOf(db: Reads, conversation: string): Promise<Utterance[]> {
  return db
    .select()
    .from(utterances)
    .where(eq(utterances.conversationId, conversation))
    .orderBy(asc(utterances.saidAt), asc(utterances.position))
}
