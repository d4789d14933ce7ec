import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons, pageNumber } from '../kernel/asking/page.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { CHANGE } from '../order-desk/change-cases.ts'
import { findOpenChanges } from './find-open-changes.ts'

export const ListChanges = z.object({ page: pageNumber })

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** The changes that wait for an answer, those asked first first. A supplier sees its own. */
export async function listChanges({ db, actor }: Verb, { page }: z.output<typeof ListChanges>): Promise<Outcome> {
  const supplierId = actor.side === 'supplier' ? actor.supplierId : null
  const audience: Card['audience'] = supplierId ? { supplierId } : 'staff'
  const from = (page - 1) * PAGE
  const { lines, all } = await findOpenChanges(db, supplierId, { from, most: PAGE })
  const summary =
    all > 0 ? `${count(all, 'change waits', 'changes wait')} for an answer.` : 'No change waits for an answer.'
  const turned = pageButtons({ command: 'change.list', input: {} }, { page, isMore: from + lines.length < all })
  const one = { label: 'Answer one', command: 'change.show', input: { kind: CHANGE }, asks: ['case'] }
  const buttons = [...(all > 0 ? [one] : []), ...turned]
  return { text: summary, card: { audience, tone: 'neutral', title: 'Open changes', summary, lines, buttons } }
}
