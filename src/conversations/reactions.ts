import { addMilliseconds } from 'date-fns/addMilliseconds'
import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { CardKey, Reaction, Speech } from '../kernel/asking/reaction.ts'
import { conversationCard, conversationNotice, utteranceCard, utteranceText } from './cards.ts'
import { conversationById } from './load-conversation.ts'
import { STAFF_ROOT } from './open-conversation.ts'
import { inPieces } from './pieces.ts'
import { type ReadingRoom, readerIn, readersOf } from './places.ts'
import { type Conversation, conversations, type Utterance, utterances } from './tables.ts'

/** Posts the staff's card of a conversation, and opens the threads of both sides; nothing else ever does. */
export const openConversationThreads: Reaction<'conversation.opened'> = async (speech, { about }) => {
  const conversation = await conversationById(speech.read, about)
  const key = { kind: STAFF_ROOT, subject: about }
  for (const room of await speech.staffRooms('support'))
    await drawRoot(speech, conversation, key, { room, reader: await readerIn(speech, conversation, room) })
  for (const place of await readersOf(speech, conversation)) await drawNotice(speech, conversation, place)
}

/** Every end says that nobody reads it any more, and staff's thread is closed; the supplier's is its case's to close. */
export const closeThreads: Reaction<'conversation.closed'> = async (speech, { about }) => {
  await redraw(speech, await conversationById(speech.read, about))
  await speech.closeThread({ kind: STAFF_ROOT, subject: about })
}

export const reopenThreads: Reaction<'conversation.reopened'> = async (speech, { about }) => {
  await speech.openThread({ kind: STAFF_ROOT, subject: about })
  await redraw(speech, await conversationById(speech.read, about))
}

/** A chat began or ceased to tell us what is written in its threads: every open conversation says so. */
export const tellWhoIsHeard: Reaction<'chat.heard'> = async speech => {
  const open = await speech.read.select().from(conversations).where(isNull(conversations.closedAt))
  for (const conversation of open) await redraw(speech, conversation)
}

/** Brings somebody's words to every other end. */
export const bringAcross: Reaction<'conversation.said' | 'conversation.edited' | 'conversation.deleted'> = async (
  speech,
  { about, data },
) => {
  const conversation = await conversationById(speech.read, about)
  const [said] = await speech.read.select().from(utterances).where(eq(utterances.id, data.utteranceId))
  if (!said) throw new Error(`utterance ${data.utteranceId} is not here`)
  // What never went across has nothing to change there.
  if (said.heldFor) return
  const pieces = piecesOf(said)
  const late = await isLate(speech, said)
  for (const { room, root, reader } of await readersOf(speech, conversation)) {
    // Where it was written it stands already; what came by a form stands nowhere.
    if (said.message !== null && said.roomId === room.id) continue
    for (const [index, text] of pieces.entries()) {
      const card = utteranceCard(conversation, said, { text, index, late }, reader)
      await speech.post(pieceKey(said, index), [room], card, root)
    }
  }
}

/** Words of the same moment, ms: clocks of two chats do not agree to the second. */
const MOMENT = 1_000

/** Whether something that was written after it was heard before it, as when its chat could not reach us. */
async function isLate({ read }: Speech, said: Utterance): Promise<boolean> {
  const { conversationId, position, saidAt, heldFor } = utterances
  const newer = and(
    eq(conversationId, said.conversationId),
    lt(position, said.position),
    gt(saidAt, addMilliseconds(said.saidAt, MOMENT)),
    isNull(heldFor),
  )
  return (await read.$count(utterances, newer)) > 0
}

/** An edit that leaves fewer pieces than there were says so in those that are left over. */
function piecesOf(said: Utterance): readonly string[] {
  const now = inPieces(utteranceText(said))
  const most = Math.max(now.length, ...said.earlier.map(({ text }) => inPieces(text).length))
  return Array.from({ length: most }, (_, index) => now[index] ?? 'Taken out by its author.')
}

async function redraw(speech: Speech, conversation: Conversation): Promise<void> {
  for (const place of await readersOf(speech, conversation)) {
    if (place.root.kind === STAFF_ROOT) await drawRoot(speech, conversation, place.root, place)
    await drawNotice(speech, conversation, place)
  }
}

/** What a room shows is in the words of those who read there, so each room is drawn by itself. */
function drawRoot(
  speech: Speech,
  conversation: Conversation,
  key: CardKey,
  { room, reader }: Omit<ReadingRoom, 'root'>,
) {
  return speech.post(key, [room], conversationCard(conversation, reader))
}

function drawNotice(speech: Speech, conversation: Conversation, { room, root, reader }: ReadingRoom): Promise<void> {
  const key = { kind: 'conversation-notice', subject: conversation.id }
  return speech.post(key, [room], conversationNotice(conversation, reader), root)
}

function pieceKey({ id }: Utterance, index: number): CardKey {
  return { kind: 'utterance', subject: index === 0 ? id : `${id}/${index + 1}` }
}
