import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { CHANGE } from '../order-desk/change-cases.ts'
import { findOpenChanges } from './find-open-changes.ts'

export const ListChanges = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) })

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** The changes that wait for an answer, those asked first first. A supplier sees its own. */
export async function listChanges({ db, actor }: Verb, { page }: z.output<typeof ListChanges>): Promise<Outcome> {
  const supplierId = actor.side === 'supplier' ? actor.supplierId : null
  const audience: Card['audience'] = supplierId ? { supplierId } : 'staff'
  const from = (page - 1) * PAGE
  const { lines, all } = await findOpenChanges(db, supplierId, { from, most: PAGE })
  const summary = all > 0 ? `${count(all, 'change')} wait for an answer.` : 'No change waits for an answer.'
  const next = { label: 'Next', command: 'change.list', input: { page: String(page + 1) } }
  const one = { label: 'Answer one', command: 'change.show', input: { kind: CHANGE }, asks: ['case'] }
  const buttons = [...(all > 0 ? [one] : []), ...(from + lines.length < all ? [next] : [])]
  return { text: summary, card: { audience, tone: 'neutral', title: 'Open changes', summary, lines, buttons } }
}
