import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { allot } from '../purchase-orders/pieces.ts'
import { promisedDay } from '../purchase-orders/promised-day.ts'
import { mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { offers, type PurchaseOrder, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { purchaseOrderView } from './order-view.ts'
import { piecesOfLine } from './pieces-of-line.ts'
import { readReply, type Said } from './read-reply.ts'
import { saidWords } from './reply-words.ts'
import { settlePieces } from './settle-pieces.ts'

export const ReplyByLine = z.object({
  purchaseOrder: z.string().min(1),
  /** `LAMP x2 ok, BULB backordered 2026-12-20`: see read-reply.ts. */
  lines: z.string().trim().min(1).max(4_000),
  note: truncated(1_000).optional(),
})

/**
 * The supplier answers line by line, before and after part of it has shipped. What it can't ship goes back to routing; another
 * price or SKU is an offer that staff decide on. A second answer is a revision of the first, and both stay on record.
 */
export async function replyByLine(verb: Verb, input: z.infer<typeof ReplyByLine>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po, order } = loaded
  mustMovePurchaseOrder(po, 'answer')
  const view = await purchaseOrderView(verb.db, po)
  const left = view.lines.map(({ line, asked, shipped }) => ({ ...line, left: asked - shipped }))
  const said = readReply(input.lines, left, {
    day: typed => promisedDay(typed, loaded, verb.now, 'lines'),
    currency: order.currency,
  })
  if (said.length === 0) throw new Refusal(`All of ${po.number} is shipped or declined already.`, 'lines')
  for (const one of view.lines) {
    const { pin } = one
    const answers = said.flatMap(part =>
      part.lineId === pin.orderLineId && 'answer' in part ? [{ pieces: part.quantity, answer: part.answer }] : [],
    )
    const own = and(eq(purchaseOrderLines.purchaseOrderId, po.id), eq(purchaseOrderLines.orderLineId, pin.orderLineId))
    if (answers.length > 0)
      await verb.db
        .update(purchaseOrderLines)
        .set(allot(pin, piecesOfLine(view, one), answers))
        .where(own)
  }
  await endOffers(verb, po, said)
  const rows = said.flatMap(one => {
    if (!('offer' in one)) return []
    const offer =
      'price' in one.offer ? { priceMinor: one.offer.price.minor, currency: one.offer.price.currency } : one.offer
    const about = { purchaseOrderId: po.id, orderLineId: one.lineId, quantity: one.quantity }
    return [{ ...about, ...offer, offeredAt: verb.now, offeredBy: verb.actor.name }]
  })
  const made = rows.length > 0 ? await verb.db.insert(offers).values(rows).returning() : []
  const revision = po.answers + 1
  const answered = { answers: revision, answeredAt: verb.now, answeredBy: verb.actor.name }
  await verb.db.update(purchaseOrders).set(answered).where(eq(purchaseOrders.id, po.id))
  const what = saidWords(said, view.lines)
  const declines = said.some(one => 'answer' in one && one.answer.say === 'decline')
  await verb.record('purchase_order.answered', po.id, {
    ...{ orderId: po.orderId, number: po.number, revision, what, note: input.note ?? null, declines },
    offers: made.map(({ id }) => id),
  })
  await settlePieces(verb, po, 'declined')
  const again = revision > 1 ? ` This is answer ${revision}; the ones before stay on record.` : ''
  return { text: `${po.number}: ${what}${again}` }
}

/** What was offered for these lines before is no longer on the table. */
async function endOffers(verb: Verb, po: PurchaseOrder, said: readonly Said[]): Promise<void> {
  const lineIds = said.map(({ lineId }) => lineId)
  const open = and(
    ...[eq(offers.purchaseOrderId, po.id), inArray(offers.orderLineId, lineIds)],
    ...[isNull(offers.acceptedAt), isNull(offers.refusedAt)],
  )
  const decidedBy = `${verb.actor.name}, with a newer answer`
  await verb.db.update(offers).set({ refusedAt: verb.now, decidedBy }).where(open)
}
