import type { ReadResources } from '../../kernel/connecting/read-resources.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import type { Drawn } from '../../kernel/shapes/chat.ts'
import { NotHere } from '../../kernel/words/refusal.ts'

type Shown = { kind: string; subject: string; card: Drawn; isNew: boolean }

/** Other cards that ask or tell a supplier something, by what they are called there. */
const TYPES: Readonly<Record<string, string>> = {
  agreement: 'terms.proposed',
  closure: 'closure.announced',
  change: 'change.requested',
  'change-withdrawn': 'change.withdrawn',
  withdrawn: 'purchase_order.withdrawn',
  utterance: 'message.written',
}

/**
 * What a supplier's system is notified of by a card in its room: little, since it reads the rest with its key. Null for a
 * redraw that no system needs.
 * @param reader the supplier whose room it is: it is notified of what it may read
 */
export async function messageAbout(
  resources: ReadResources,
  reader: Actor,
  { kind, subject, card, isNew }: Shown,
): Promise<{ type: string; data: Record<string, unknown> } | null> {
  const said = { title: card.title, text: card.summary }
  if (kind === 'purchase-order') {
    const { id, number, state, version } = await resources.purchaseOrder(reader, subject)
    const isOver = state === 'cancelled' ? 'withdrawn' : 'changed'
    const type = `purchase_order.${isNew ? 'sent' : isOver}`
    return { type, data: { purchaseOrder: { id, number, state, version }, ...said } }
  }
  if (kind === 'case') {
    const one = await resources.case(reader, subject).catch(orNone)
    if (!one) return null
    const { id, number, kind: what, purchaseOrder, closedAt } = one
    const opened = what === 'question' ? 'question.asked' : 'case.opened'
    return {
      type: isNew ? opened : closedAt ? 'case.closed' : 'case.changed',
      data: { case: { id, number, kind: what }, purchaseOrder, ...said },
    }
  }
  return isNew ? { type: TYPES[kind] ?? 'message.posted', data: said } : null
}

function orNone(error: unknown): null {
  if (error instanceof NotHere) return null
  throw error
}
