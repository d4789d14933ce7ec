import { eq } from 'drizzle-orm'
import type { CardKey, Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Card, Phrase } from '../kernel/shapes/card.ts'
import { findHeld } from './find-held.ts'
import { heldBecause } from './hold-back.ts'
import { conversationById, supplierOf } from './load-conversation.ts'
import { readersOf } from './places.ts'
import { type Conversation, type Utterance, utterances } from './tables.ts'

/**
 * Marks, in the thread where they stand, words of staff's that did not go across: readers there would think they did.
 */
export const markHeld: Reaction<'conversation.held'> = async (speech, { about, data }) => {
  const conversation = await conversationById(speech.read, about)
  const said = await utteranceById(speech, data.utteranceId)
  // In the supplier's own thread a mark would only draw eyes to it.
  for (const { room, root, reader } of await readersOf(speech, conversation))
    if (room.id === said.roomId && reader.side === 'staff')
      await speech.post(markKey(said), [room], await markOf(speech, conversation, said), root)
}

/** What was marked has gone across since, or was deleted. */
export const settleMark: Reaction<'conversation.said' | 'conversation.edited' | 'conversation.deleted'> = async (
  speech,
  { about, data },
) => {
  const conversation = await conversationById(speech.read, about)
  const said = await utteranceById(speech, data.utteranceId)
  await speech.redraw(markKey(said), await markOf(speech, conversation, said))
}

async function markOf({ read }: Speech, conversation: Conversation, said: Utterance): Promise<Card> {
  const names = await findHeld(read, said)
  const supplier = await supplierOf(read, conversation)
  const message = `${said.name ?? 'Somebody'}’s message`
  const written: Phrase = ['Written ', { at: said.saidAt.toISOString() }, '. Only staff see this.']
  const mark = { audience: 'staff', context: written } as const
  if (said.deletedAt) {
    const never = said.heldFor ? ` It never reached ${supplier}.` : ''
    return { ...mark, tone: 'neutral', title: 'Deleted', summary: `${message} was deleted.${never}` }
  }
  if (!names)
    return { ...mark, tone: 'neutral', title: 'Delivered', summary: `${supplier} now reads ${message} as it stands.` }
  if (said.heldFor) {
    const summary = `${message} did not reach ${supplier}: it names ${heldBecause(names)}.`
    return { ...mark, tone: 'warning', title: 'Not delivered', summary }
  }
  const summary = `${supplier} still sees the earlier words of ${message}: what it says now names ${heldBecause(names)}.`
  return { ...mark, tone: 'warning', title: 'Edit not delivered', summary }
}

async function utteranceById({ read }: Speech, id: string): Promise<Utterance> {
  const [said] = await read.select().from(utterances).where(eq(utterances.id, id))
  if (!said) throw new Error(`utterance ${id} is not here`)
  return said
}

const markKey = ({ id }: Utterance): CardKey => ({ kind: 'utterance-held', subject: id })
