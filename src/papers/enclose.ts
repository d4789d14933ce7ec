import { eq } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { Db } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { phraseParts } from '../kernel/shapes/card.ts'
import type { Enclose, Enclosed } from '../kernel/shapes/enclosed.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { orderView } from '../order-desk/order-view.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { termsOf } from '../suppliers/in-force.ts'
import { PACKING_HEADS, packingList, packingRows } from './packing-list.ts'
import { paperPdf } from './paper-pdf.ts'

/** As the story of an order names who opened the address. */
const BY_MAIL: Actor = { side: 'system', name: 'The mail to the supplier' }

/** A purchase order's packing list, and its ship-to where its supplier has that in mails. */
export function enclosing(db: Db, ask: Ask, now: () => Date): Enclose {
  return async (card, wanted) => {
    // Other cards are about things whose ids are none of ours to look up.
    if (card.kind !== purchaseOrderKey({ id: card.subject }).kind) return null
    const [po] = await db.select().from(purchaseOrders).where(eq(purchaseOrders.id, card.subject))
    if (!po) return null
    const order = await orderView(db, po.orderId)
    const view = order.purchaseOrders.find(one => one.po.id === po.id)
    if (!view) return null
    const pdf = wanted.pdf ? await paperPdf(packingList(order, view, await termsOf(db, po), now())) : null
    const name = `${po.number}-packing-list`
    return {
      files: [
        ...(pdf ? [{ name: `${name}.pdf`, type: 'application/pdf', bytes: pdf }] : []),
        ...(wanted.csv
          ? [{ name: `${name}.csv`, type: 'text/csv', bytes: writeCsv(PACKING_HEADS, packingRows(view)) }]
          : []),
      ],
      shipTo: view.supplier.mailsShipTo ? await shipToOf(ask, po.id) : null,
    }
  }
}

/** Opened as a person opens it, so that it is on record; null where it can't be shown now. */
async function shipToOf(ask: Ask, purchaseOrder: string): Promise<Enclosed['shipTo']> {
  try {
    const { card } = await ask('po.shipto', { purchaseOrder }, BY_MAIL)
    const body = phraseParts(card?.body ?? '').flatMap(part => (typeof part === 'string' ? part.split('\n') : []))
    const facts = (card?.facts ?? []).map(({ label, value }) => `${label}: ${phraseParts(value).join('')}`)
    return [...body, ...facts].filter(Boolean)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
