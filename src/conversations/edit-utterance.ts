import { isDeepStrictEqual } from 'node:util'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadEnd } from './find-end.ts'
import { findHeld } from './find-held.ts'
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
  const held = (await findHeld(verb.db, before)) !== null
  if (!isNews(before, input, held) || conversation.closedAt || !sideOf(verb, conversation)) return NOTHING
  const names = await namedIn(verb, conversation, input.text)
  if (names.length > 0) {
    await verb.record('conversation.held', conversation.id, { utteranceId: before.id, names })
    return { text: await heldWords(verb, conversation, names, before.heldFor === null), outcome: 'held' }
  }
  await change(verb, before, input)
  const { id: utteranceId, side, name } = before
  if (before.heldFor && side && name)
    await verb.record('conversation.said', conversation.id, { utteranceId, side, name })
  else await verb.record('conversation.edited', conversation.id, { utteranceId })
  return NOTHING
}

/** Chats repeat what they already sent, and report edits that aren't: a link's preview, a picture that loaded. */
function isNews(before: Utterance, { text, at, files }: z.infer<typeof HearUtterance>, held: boolean): boolean {
  if (before.deletedAt || before.side === null) return false
  if (before.editedAt && before.editedAt > new Date(at)) return false
  const sameFiles = isDeepStrictEqual(before.files, files)
  return held || before.text !== text || !sameFiles
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
  // Words that come back after an edit that was held back were never others for anybody else.
  const earlier = before.text === text ? before.earlier : [...before.earlier, { text: before.text, until: at }]
  const kept = before.heldFor ? { heldFor: sql`null` } : { earlier }
  await db
    .update(utterances)
    .set({ text, lacks, files, editedAt: new Date(at), ...kept })
    .where(eq(utterances.id, before.id))
}
