import { isDeepStrictEqual } from 'node:util'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/command.ts'
import { loadEnd } from './find-end.ts'
import { type HearUtterance, hearUtterance, heldWords, sideOf } from './hear-utterance.ts'
import { namedIn } from './hold-back.ts'
import { type Utterance, utterances } from './tables.ts'

const NOTHING: Outcome = { text: '', outcome: 'nothing' }

/**
 * A message was edited by its author. One that was held back goes across now, if nothing stands against it any more;
 * one that we never heard is heard now.
 */
export async function editUtterance(verb: Verb, input: z.infer<typeof HearUtterance>): Promise<Outcome> {
  const conversation = await loadEnd(verb.db, input.room, input.thread)
  if (!conversation) return NOTHING
  const before = await lock(verb, input.room, input.message)
  if (!before) return hearUtterance(verb, input)
  if (!isNews(before, input) || conversation.closedAt || !sideOf(verb, conversation)) return NOTHING
  const names = await namedIn(verb, conversation, input.text)
  if (names.length > 0) {
    await verb.record('conversation.held', conversation.id, { utteranceId: before.id, names })
    return { text: await heldWords(verb, conversation, names), outcome: 'held' }
  }
  await change(verb, before, input)
  const { id: utteranceId, side, name } = before
  if (before.heldFor && side && name)
    await verb.record('conversation.said', conversation.id, { utteranceId, side, name })
  else await verb.record('conversation.edited', conversation.id, { utteranceId })
  return NOTHING
}

/** Chats tell again what they already told, and tell of edits that are none: a link's preview, a picture that loaded. */
function isNews(before: Utterance, { text, at, files }: z.infer<typeof HearUtterance>): boolean {
  if (before.deletedAt || before.side === null) return false
  if (before.editedAt && before.editedAt > new Date(at)) return false
  const sameFiles = isDeepStrictEqual(before.files, files)
  return before.heldFor !== null || before.text !== text || !sameFiles
}

async function lock({ db }: Verb, roomId: string, message: string): Promise<Utterance | undefined> {
  const [found] = await db
    .select()
    .from(utterances)
    .where(and(eq(utterances.roomId, roomId), eq(utterances.message, message)))
    .for('update')
  return found
}

async function change({ db }: Verb, before: Utterance, { text, at, lacks, files }: z.infer<typeof HearUtterance>) {
  const earlier = [...before.earlier, { text: before.text, until: at }]
  const kept = before.heldFor ? { heldFor: sql`null` } : { earlier }
  await db
    .update(utterances)
    .set({ text, lacks, files, editedAt: new Date(at), ...kept })
    .where(eq(utterances.id, before.id))
}
