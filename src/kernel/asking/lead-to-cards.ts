import { and, asc, eq, isNotNull, or } from 'drizzle-orm'
import type { Db, Reads } from '../ground/db.ts'
import { messages, type Room, rooms } from '../ground/tables.ts'
import { type Card, type CardLink, isCardLink, type Phrase, phraseParts } from '../shapes/card.ts'
import type { Chat, Drawn } from '../shapes/chat.ts'
import { enqueue } from './enqueue.ts'

type Reader = Pick<Room, 'side' | 'supplierId'>
type Phrases = Pick<Card, 'facts' | 'context'>

/**
 * A card whose links to other cards lead to where those stand in the same chat, in a room of the reader's own side: of a
 * supplier's, its own. What stands nowhere there is words.
 */
export async function leadToCards(db: Reads, chat: Chat, reader: Reader, card: Drawn): Promise<Drawn> {
  const links = linksIn(card)
  if (links.length === 0) return card
  const at = await addressesOf(db, chat, reader, links)
  const lead = (phrase: Phrase) => {
    const parts = phraseParts(phrase)
    if (!parts.some(isCardLink)) return phrase
    const led = parts.map(part => (isCardLink(part) ? at(part) : part))
    return led.every(part => typeof part === 'string') ? led.join('') : led
  }
  return {
    ...card,
    ...(card.facts && { facts: card.facts.map(fact => ({ ...fact, value: lead(fact.value) })) }),
    ...(card.context && { context: lead(card.context) }),
  }
}

/**
 * Draws again what a card leads to, in the same chat: cards lead to one another, and one that was just posted is what the
 * others could not lead to before.
 */
export async function redrawLinked(db: Db, chat: string, reader: Reader, card: Drawn, now: Date): Promise<void> {
  const links = linksIn(card)
  if (links.length === 0) return
  await db.transaction(async tx => {
    const rows = await standing(tx, chat, reader, links).for('update', { of: messages })
    if (rows.length > 0) await enqueue(tx, now, [...new Set(rows.map(({ id }) => id))])
  })
}

const linksIn = ({ facts = [], context = '' }: Phrases): readonly CardLink[] =>
  [...facts.map(({ value }) => value), context].flatMap(phraseParts).filter(isCardLink)

/** The cards that links name, as far as they stand in rooms that a reader of that side has. */
function standing(db: Reads, chat: string, reader: Reader, links: readonly CardLink[]) {
  const named = ({ kind, subject }: CardLink['card']) => and(eq(messages.kind, kind), eq(messages.subject, subject))
  const own = reader.side === 'supplier' ? [eq(rooms.supplierId, reader.supplierId ?? '')] : []
  const { id, kind, subject, ref } = messages
  return db
    .select({ id, kind, subject, ref, channel: rooms.channel })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      and(
        or(...links.map(({ card }) => named(card))),
        isNotNull(messages.ref),
        eq(rooms.chat, chat),
        eq(rooms.side, reader.side),
        ...own,
      ),
    )
    .orderBy(asc(messages.id))
}

async function addressesOf(db: Reads, chat: Chat, reader: Reader, links: readonly CardLink[]) {
  const rows = await standing(db, chat.name, reader, links)
  const found = new Map<string, string>()
  for (const { kind, subject, ref, channel } of rows) {
    const to = ref && (await chat.address?.(channel, ref))
    if (to) found.set(`${kind} ${subject}`, to)
  }
  return ({ text, card }: CardLink) => {
    const to = found.get(`${card.kind} ${card.subject}`)
    return to ? { text, to } : text
  }
}
