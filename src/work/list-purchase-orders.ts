import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { listPlace } from '../kernel/ground/keyset.ts'
import type { Button, CardLine, Moment } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrderStateWords } from '../purchase-orders/words.ts'
import {
  PURCHASE_ORDER_LISTS,
  PurchaseOrderFilter,
  type PurchaseOrderRow,
  purchaseOrdersOn,
} from './listed-purchase-orders.ts'

/** Rows of a page: what a card holds on every chat. */
const PAGE = 20

export const ListPurchaseOrders = PurchaseOrderFilter.extend({ at: listPlace.optional() })

/** Purchase orders page by page, with the state of each; each opens. A supplier's contact sees its own. */
export async function listPurchaseOrders(verb: Verb, asked: z.output<typeof ListPurchaseOrders>): Promise<Outcome> {
  const { at, ...wanted } = asked
  const { actor } = verb
  const { rows, all, next, back } = await purchaseOrdersOn(verb, wanted, { begins: at, most: PAGE })
  const turn = (label: string, to: string): Button => ({ label, command: 'po.list', input: { ...wanted, at: to } })
  const shown = all === rows.length ? '' : ` These are ${rows.length} of them, the ${wanted.sort} first.`
  const many = all === null ? 'Very many purchase orders' : count(all, 'purchase order')
  const summary = all === 0 ? 'There is no such purchase order.' : `${many}.${shown}`
  const own = actor.side === 'supplier'
  return {
    text: summary,
    card: {
      audience: own ? { supplierId: actor.supplierId } : 'staff',
      tone: 'neutral',
      title: `Purchase orders: ${PURCHASE_ORDER_LISTS[wanted.which].toLowerCase()}`,
      summary,
      columns: ['Purchase order', 'State', 'Due', ...(own ? [] : ['Supplier', 'Store'])],
      lines: rows.map(row => lineOf(row, own)),
      opens: rows.map(({ po }) => ({ label: po.number, command: 'po.show', input: { purchaseOrder: po.id } })),
      buttons: [...(next ? [turn('Next', next)] : []), ...(back ? [turn('Back', back)] : [])],
    },
  }
}

function lineOf(row: PurchaseOrderRow, own: boolean): CardLine {
  const { po, supplier, store } = row
  const due = dueOf(row)
  const whose = own ? [] : [supplier.name, store]
  const state = purchaseOrderStateWords(row)
  return {
    cells: [po.number, state, due ?? '', ...whose],
    text: `${po.number} · ${state}`,
    detail: [...whose, ...(due ? ['due'] : [])].join(' · '),
    ...(due && { when: due }),
    done: po.declinedAt !== null || po.cancelledAt !== null,
  }
}

/** What its supplier has to do next is due then, in the supplier's zone; null where nothing is. Pure. */
export function dueOf({ po, supplier: { zone } }: PurchaseOrderRow): Moment | null {
  if (po.shippedAt || po.declinedAt || po.cancelledAt || !po.sentAt) return null
  const at = po.acknowledgedAt ? po.shipBy : (po.acknowledgeBy ?? po.shipBy)
  return at ? { at: at.toISOString(), zone } : null
}
