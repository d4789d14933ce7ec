import { type Attached, MOST_ATTACHED } from '../shapes/card.ts'
import { type Chat, Later, Unsure } from '../shapes/chat.ts'
import type { Attachment, MessageContent } from '../shapes/thread-message.ts'
import { Refusal } from '../words/refusal.ts'
import { count } from '../words/text.ts'
import type { Db } from './db.ts'
import { keepFile, MOST_BYTES } from './keep-file.ts'

export type Kept = { files: readonly Attached[]; lacks: readonly string[] }

/** How long words wait for a chat that does not give its files, ms: then they go without. */
const PATIENCE = 2 * 60_000

/**
 * Fetches and keeps what came with somebody's words; what cannot be kept is named, so that it can be reported.
 * @throws Later or Unsure while the chat cannot be asked: then it is tried again.
 */
export async function keepAttachments(
  db: Db,
  chat: Chat | undefined,
  { attachments = [], at }: Pick<MessageContent, 'attachments' | 'at'>,
  now: Date,
): Promise<Kept> {
  const patient = now.getTime() - new Date(at).getTime() < PATIENCE
  const files: Attached[] = []
  const lacks: string[] = []
  for (const one of attachments.slice(0, MOST_ATTACHED)) {
    const file = one.size > MOST_BYTES ? null : await keep(db, chat, one, { now, patient })
    if (file) files.push({ file, name: one.name })
    else lacks.push(one.size > MOST_BYTES ? `“${one.name}”, which is larger than 8 MB` : `“${one.name}”`)
  }
  const more = attachments.length - MOST_ATTACHED
  return { files, lacks: more > 0 ? [...lacks, count(more, 'more file')] : lacks }
}

async function keep(
  db: Db,
  chat: Chat | undefined,
  one: Attachment,
  { now, patient }: { now: Date; patient: boolean },
): Promise<string | null> {
  const bytes = await chat?.files?.fetch(one).catch(error => {
    if (patient && (error instanceof Later || error instanceof Unsure)) throw error
    return null
  })
  if (!bytes) return null
  return keepFile(db, { name: one.name, bytes }, now).catch(error => {
    if (error instanceof Refusal) return null
    throw error
  })
}
