import { and, eq } from 'drizzle-orm'
import { drawCase } from '../cases/draw-case.ts'
import { cases } from '../cases/tables.ts'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { readTogether } from '../kernel/ground/read-together.ts'
import { openChangeCaseOf, openChangeCases } from '../order-desk/change-cases.ts'
import { changes } from '../purchase-orders/tables.ts'
import { changeKind } from './kind.ts'

/** What may ask, answer or end a change of a purchase order. */
type ChangeEvents =
  | 'change.requested'
  | 'change.accepted'
  | 'change.refused'
  | 'change.shipped_past'
  | 'purchase_order.declined'
  | 'purchase_order.cancelled'
  | 'shipment.recorded'

export const followItsChanges: Reaction<ChangeEvents> = (speech, { about }) => follow(speech, about)

/** The store, or staff, may have taken back what was asked. */
export const followOrderChanges: Reaction<
  'order.updated' | 'order.cancelled' | 'order.deleted' | 'order.reopened'
> = async (speech, { about }) => {
  const own = and(openChangeCases, eq(cases.orderId, about))
  const open = await speech.read.select({ po: cases.purchaseOrderId }).from(cases).where(own)
  for (const { po } of open) await follow(speech, po)
}

async function follow(speech: Speech, purchaseOrder: string): Promise<void> {
  const { asked, open: before } = await readTogether(speech.read, {
    asked: [changes, eq(changes.purchaseOrderId, purchaseOrder)],
    open: [cases, openChangeCaseOf(purchaseOrder)],
  })
  if (asked.length === 0 && before.length === 0) return
  await speech.ask('change.follow', { purchaseOrder, by: speech.actor.name })
  const open = await speech.read.select({ id: cases.id }).from(cases).where(openChangeCaseOf(purchaseOrder))
  for (const { id } of open) await drawCase(speech, changeKind, id)
}
