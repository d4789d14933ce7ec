import { eq } from 'drizzle-orm'
import { conversations } from '../conversations/tables.ts'
import type { Speech } from '../kernel/asking/reaction.ts'
import { rootKey, staffKey } from './card-keys.ts'
import type { CaseView } from './case-view.ts'
import type { Case } from './tables.ts'

/** Opens the conversation of a case in the thread under its card in the supplier's room, which must be up. */
export async function openCaseConversation(speech: Speech, { one }: CaseView, about: string): Promise<void> {
  const { id, orderId, supplierId } = one
  await speech.ask('conversation.open', { case: id, orderId, supplierId, about, root: rootKey(id) })
}

/** The case is over: nothing crosses any more, and people write in none of its threads. Last words are said before. */
export async function closeCaseThreads(speech: Speech, { id }: Pick<Case, 'id'>): Promise<void> {
  if (await hasConversation(speech, id)) await speech.ask('conversation.close', { conversation: id })
  await speech.closeThread(rootKey(id))
  await speech.closeThread(staffKey(id))
}

export async function reopenCaseThreads(speech: Speech, { id }: Pick<Case, 'id'>): Promise<void> {
  await speech.openThread(rootKey(id))
  await speech.openThread(staffKey(id))
  if (await hasConversation(speech, id)) await speech.ask('conversation.reopen', { conversation: id })
}

async function hasConversation({ read }: Speech, id: string): Promise<boolean> {
  return (await read.$count(conversations, eq(conversations.id, id))) > 0
}
