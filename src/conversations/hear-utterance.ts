import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { events } from '../kernel/ground/tables.ts'
import { loadEnd } from './find-end.ts'
import { heldBecause, namedIn } from './hold-back.ts'
import { supplierOf } from './load-conversation.ts'
import { type Conversation, type End, utterances } from './tables.ts'

export const HearUtterance = z.object({
  room: z.uuid(),
  thread: z.string().min(1),
  message: z.string().min(1),
  text: z.string(),
  /** All of it, where `text` is only what is new in it. */
  whole: z.string().optional(),
  at: z.iso.datetime({ offset: true }),
  /** When it was first written, where `at` is when it was edited. */
  written: z.iso.datetime({ offset: true }).optional(),
  lacks: z.array(z.string()).default([]),
  files: z.array(z.object({ file: z.uuid(), name: z.string() })).default([]),
})
type Heard = z.infer<typeof HearUtterance>

const NOTHING: Outcome = { text: '', outcome: 'nothing' }

/**
 * Somebody wrote in a thread: where it is an end of a conversation, what they wrote is kept, and goes to the other
 * ends.
 * Only its author learns what was not passed on.
 */
export async function hearUtterance(verb: Verb, input: Heard): Promise<Outcome> {
  const conversation = await loadEnd(verb.db, input.room, input.thread)
  if (!conversation) return NOTHING
  const side = sideOf(verb, conversation)
  if (!side) return meetStranger(verb, conversation)
  if (conversation.closedAt)
    return { text: `${conversation.about} is closed, so nobody received this.`, outcome: 'held' }
  const names = await namedIn(verb, conversation, input.text)
  const kept = await keep(verb, conversation, side, input, names)
  if (!kept) return NOTHING
  const about = conversation.id
  if (names.length === 0) {
    await verb.record('conversation.said', about, { utteranceId: kept, side, name: verb.actor.name })
    return NOTHING
  }
  await verb.record('conversation.held', about, { utteranceId: kept, names })
  return { text: await heldWords(verb, conversation, names), outcome: 'held' }
}

/** `null` for somebody who is neither staff nor a contact of that supplier. */
export function sideOf({ actor }: Verb, { supplierId }: Conversation): End | null {
  if (actor.side === 'staff') return 'staff'
  return actor.side === 'supplier' && actor.supplierId === supplierId ? 'supplier' : null
}

/** What an author reads whose words include the customer's personal data. */
export async function heldWords(
  { db }: Verb,
  conversation: Conversation,
  names: readonly string[],
  edited = false,
): Promise<string> {
  const supplier = await supplierOf(db, conversation)
  const fate = edited
    ? `${supplier} still sees the earlier words: the new ones name`
    : `This did not reach ${supplier}: it names`
  return `${fate} ${heldBecause(names)}. Edit it to leave that out; an address is opened with Ship-to, and a new one goes through the order.`
}

/** The new row's id; null where the message is here already, or was deleted before it was heard. */
async function keep(
  { db, actor }: Verb,
  { id: conversationId }: Conversation,
  side: End,
  { room: roomId, message, text, whole, at, written, lacks, files }: Heard,
  names: readonly string[],
): Promise<string | null> {
  const { chat, user, name } = actor as Extract<typeof actor, { side: End }>
  // Heard first as an edit, it stands where it was written, and says that it was edited.
  const times = { saidAt: new Date(written ?? at), editedAt: written ? new Date(at) : null }
  const author = { side, chat, user, name, ...times }
  const words = names.length > 0 ? { text: '', heldFor: names } : { text, whole: whole ?? null, lacks, files }
  const [made] = await db
    .insert(utterances)
    .values({ conversationId, roomId, message, ...author, ...words })
    .onConflictDoNothing()
    .returning({ id: utterances.id })
  if (made) return made.id
  const unknown = and(eq(utterances.roomId, roomId), eq(utterances.message, message), sql`side is null`)
  await db
    .update(utterances)
    .set({ ...author, ...words })
    .where(unknown)
  return null
}

/** Words of people we don't know stay where they are; each of them is notified once. */
async function meetStranger({ db, actor, record }: Verb, { id }: Conversation): Promise<Outcome> {
  if (actor.side === 'system') return NOTHING
  const { chat, user } = actor
  const mine = sql`${events.data}->>'chat' = ${chat} and ${events.data}->>'user' = ${user}`
  const met = and(eq(events.name, 'conversation.stranger_heard'), eq(events.about, id), mine)
  if ((await db.$count(events, met)) > 0) return NOTHING
  await record('conversation.stranger_heard', id, { chat, user })
  const text = 'I don’t know you here yet, so what you write in this thread reaches nobody beyond it.'
  return { text: `${text} Press any button on a card, and the shop’s staff are asked to add you.`, outcome: 'held' }
}
