import type { Button, Card } from '../kernel/shapes/card.ts'
import { opening } from './pieces.ts'
import type { Conversation, End, Utterance } from './tables.ts'

/** For whom a card is drawn: a side, whether what is written in its thread reaches us, and the supplier's name. */
export type EndReader = {
  side: End
  heard: boolean
  supplier: string
  /** What is written in that thread after the end begins another conversation. */
  asksAgain?: boolean
}

/** Said on the staff's own card of a case, whose thread isn't an end of its conversation. */
export const ONLY_STAFF = 'Only staff read what is written in this thread.'

/** Writes to the other side; stands on the root cards of a conversation and on the staff's card of its case. */
export function replyButton(conversation: string, from: End): Button {
  const label = from === 'staff' ? 'Reply to supplier' : 'Reply to the shop'
  return { label, command: 'conversation.reply', input: { conversation }, asks: ['text', 'files'] }
}

/** The staff's root of a conversation: what is written below it is shared. */
export function conversationCard(conversation: Conversation, reader: EndReader): Card {
  const { supplier } = reader
  return {
    audience: 'staff',
    tone: conversation.closedAt ? 'neutral' : 'waiting',
    state: conversation.closedAt ? 'closed' : 'open',
    title: `Conversation with ${supplier}: ${conversation.about}`,
    summary: whoReads(conversation, reader),
    buttons: conversation.closedAt ? [] : [replyButton(conversation.id, 'staff')],
  }
}

/** The first message of each end's thread: it opens and names the thread, and says who reads it. */
export function conversationNotice(conversation: Conversation, reader: EndReader): Card {
  return {
    audience: audienceOf(conversation, reader),
    onThread: true,
    tone: 'neutral',
    title: 'Who reads this thread',
    summary: whoReads(conversation, reader),
  }
}

/** A piece of somebody's words as the other ends see it; `late`: what was written after it came there before it. */
export function utteranceCard(
  conversation: Conversation,
  utterance: Utterance,
  piece: { text: string; index: number; late: boolean },
  reader: EndReader,
): Card {
  const { deletedAt, editedAt, heldFor } = utterance
  const whose = `${utterance.name ?? 'Somebody'} · ${from(utterance, reader)}`
  const edited = editedAt && !heldFor ? 'Edited. ' : ''
  const words = deletedAt ? 'Deleted by its author.' : piece.text
  const first = piece.index === 0
  const files = deletedAt || !first ? [] : utterance.files
  const at = utterance.saidAt.toISOString()
  const readers = whoReads(conversation, reader)
  const all: Button = {
    label: 'Show the whole message',
    command: 'conversation.whole',
    input: { utterance: utterance.id },
  }
  const hasAll = first && !deletedAt && utterance.whole !== null && reader.side === 'staff'
  return {
    audience: audienceOf(conversation, reader),
    tone: 'neutral',
    isMessage: true,
    title: first ? whose : `${whose} (continued)`,
    summary: opening(`${whose}: ${words || 'sent something'}`),
    body: words,
    ...(files.length > 0 && { files }),
    ...(hasAll && { buttons: [all] }),
    context: piece.late ? [`${edited}Written `, { at }, `, and brought here late. ${readers}`] : `${edited}${readers}`,
    written: { at, piece: piece.index + 1 },
  }
}

/** What of an utterance is shown as text: its words, and what was with them and could not be brought across. */
export function utteranceText({ text, lacks }: Utterance): string {
  return [text, ...lacks.map(one => `[${one}: it could not be brought here]`)].filter(Boolean).join('\n')
}

function from({ side }: Utterance, reader: EndReader): string {
  if (side === 'supplier') return reader.supplier
  return reader.side === 'staff' ? `staff → ${reader.supplier}` : 'the shop’s staff'
}

/** So that nobody is in doubt who reads what they write. */
function whoReads({ closedAt }: Conversation, reader: EndReader): string {
  const they = reader.side === 'staff' ? reader.supplier : 'The shop’s staff'
  const [read, do_] = reader.side === 'staff' ? ['reads', 'does'] : ['read', 'do']
  if (closedAt && reader.asksAgain && reader.heard)
    return 'That question is closed. What you write in this thread asks the shop again.'
  if (closedAt) return `${they} no longer ${read} what is written in this thread.`
  if (reader.heard) return `${they} ${read} what is written in this thread.`
  const press = replyButton('', reader.side).label
  return `${they} ${do_} not read this thread: press “${press}” on the card above.`
}

function audienceOf({ supplierId }: Conversation, { side }: EndReader): Card['audience'] {
  return side === 'staff' ? 'staff' : { supplierId }
}
