import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { type PurchaseOrder, purchaseOrderLines } from '../purchase-orders/tables.ts'
import { type Piece, readPieces } from '../shipments/pieces.ts'
import { type PurchaseOrderView, purchaseOrderView } from './order-view.ts'
import { settlePieces } from './settle-pieces.ts'

export const TakeBack = z.object({
  purchaseOrder: z.string().min(1),
  /** `LAMP x2`; nothing said means all that is in no parcel. */
  lines: z.string().trim().max(2_000).optional(),
})

/** Takes back pieces that have not shipped, also of a part-shipped purchase order: they can be forwarded elsewhere. */
export async function takeBack(verb: Verb, input: z.infer<typeof TakeBack>): Promise<Outcome> {
  const { po, supplier } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  mustMovePurchaseOrder(po, 'take_back')
  const view = await purchaseOrderView(verb.db, po)
  const left = view.lines.map(({ line, asked, shipped }) => ({ ...line, left: asked - shipped }))
  const pieces = readPieces(input.lines ?? '', left, {
    ...{ left: 'left to take back', none: 'shipped or declined already', field: 'lines' },
  })
  if (pieces.length === 0) throw new Refusal(`Nothing of ${po.number} is left to take back.`, 'lines')
  const what = await markTakenBack(verb, view, pieces)
  return {
    text: `${supplier.name} was asked not to ship ${what} of ${po.number}. They can go to another supplier now.`,
  }
}

/** Takes the pieces off and tells their supplier. @returns `2 × Lamp and 1 × Bulb` */
export async function markTakenBack(verb: Verb, view: PurchaseOrderView, pieces: readonly Piece[]): Promise<string> {
  const { po } = view
  for (const { lineId, quantity } of pieces) {
    const asked = view.lines.find(({ line }) => line.id === lineId)?.asked ?? 0
    const own = and(eq(purchaseOrderLines.purchaseOrderId, po.id), eq(purchaseOrderLines.orderLineId, lineId))
    await verb.db
      .update(purchaseOrderLines)
      .set({ quantity: asked - quantity })
      .where(own)
  }
  const title = (id: string) => view.lines.find(({ line }) => line.id === id)?.line.title
  const what = list(pieces.map(({ lineId, quantity }) => `${quantity} × ${title(lineId)}`))
  await verb.record('purchase_order.taken_back', po.id, takenBack(po, what))
  await settlePieces(verb, po, 'cancelled')
  return what
}

const takenBack = ({ orderId, number }: PurchaseOrder, what: string) => ({ orderId, number, what })
