import { type CardLink, isCardLink, type PhrasePart } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'

type Look = {
  /** The supplier's zone, in which times are that say none. */
  zone: string
  /** Where a card that this one leads to is; null where its reader can't see it. */
  addressOf: (card: CardLink['card']) => string | null
}

/** A card as the portal shows it: times in the supplier's zone, and links that lead on. Pure. */
export function forPage(card: Drawn, look: Look): Drawn {
  return seen(card, look) as Drawn
}

function seen(value: unknown, look: Look): unknown {
  if (Array.isArray(value)) return value.map(one => seen(one, look))
  if (value === null || typeof value !== 'object') return value
  const part = value as PhrasePart & object
  if (isCardLink(part)) {
    const to = look.addressOf(part.card)
    return to ? { text: part.text, to } : part.text
  }
  if (isMoment(value)) return { zone: look.zone, ...value }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, seen(one, look)]))
}

const isMoment = (value: object): value is { at: string } =>
  'at' in value && typeof value.at === 'string' && Object.keys(value).every(key => key === 'at' || key === 'zone')
