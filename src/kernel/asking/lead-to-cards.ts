import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { messages, type Room, rooms } from '../ground/tables.ts'
import { type Card, type CardLink, isCardLink, type Phrase, phraseParts } from '../shapes/card.ts'
import type { Chat, Drawn } from '../shapes/chat.ts'

type Reader = Pick<Room, 'side' | 'supplierId'>
type Phrases = Pick<Card, 'facts' | 'context'>

/**
 * A card whose links to other cards lead to where those stand in the same chat, in a room of the reader's own side: of a
 * supplier's, its own. What stands nowhere there is words.
 */
export async function leadToCards(db: Reads, chat: Chat, reader: Reader, card: Drawn): Promise<Drawn> {
  const links = phrasesOf(card).flatMap(phraseParts).filter(isCardLink)
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

const phrasesOf = ({ facts = [], context = '' }: Phrases): readonly Phrase[] => [
  ...facts.map(({ value }) => value),
  context,
]

async function addressesOf(db: Reads, chat: Chat, reader: Reader, links: readonly CardLink[]) {
  const named = ({ kind, subject }: CardLink['card']) => and(eq(messages.kind, kind), eq(messages.subject, subject))
  const own = reader.side === 'supplier' ? [eq(rooms.supplierId, reader.supplierId ?? '')] : []
  const rows = await db
    .select({ kind: messages.kind, subject: messages.subject, ref: messages.ref, channel: rooms.channel })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      and(
        or(...links.map(({ card }) => named(card))),
        isNotNull(messages.ref),
        eq(rooms.chat, chat.name),
        eq(rooms.side, reader.side),
        ...own,
      ),
    )
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
