import type { Db } from '../../../kernel/ground/db.ts'
import { picturesAmong } from '../../../kernel/pages/pictures.ts'
import { type CardLink, isCardLink, phraseParts } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import { type BoardMessage, findCards } from '../board.ts'
import type { Shown } from '../draw/card.ts'
import { forPage } from '../draw/for-page.ts'
import type { Visit } from './visit.ts'

/** Messages as their reader sees them, in their order. */
export async function presentAll<M extends BoardMessage>(
  db: Db,
  visit: Visit,
  found: readonly M[],
): Promise<readonly Shown<M>[]> {
  const cards = await presentCards(
    db,
    visit,
    found.map(({ card }) => card),
  )
  const pictures = await picturesAmong(
    db,
    found.flatMap(({ card }) => card.files ?? []),
  )
  return found.flatMap((message, at) => {
    const card = cards[at]
    return card ? [{ message, card, pictures }] : []
  })
}

/** Cards as their reader sees them: links to other cards lead there, as far as they may see those. */
export async function presentCards(db: Db, visit: Visit, cards: readonly Drawn[]): Promise<readonly Drawn[]> {
  const found = await findCards(db, visit.access, cards.flatMap(linksIn))
  const addressOf = ({ kind, subject }: CardLink['card']) => {
    const one = found.find(card => card.kind === kind && card.subject === subject)
    return one ? `${visit.base}/cards/${one.id}` : null
  }
  return cards.map(card => forPage(card, { zone: visit.access.supplier.zone, addressOf }))
}

const linksIn = ({ facts = [], context = '' }: Drawn) =>
  [...facts.map(({ value }) => value), context]
    .flatMap(phraseParts)
    .flatMap(part => (isCardLink(part) ? [part.card] : []))
