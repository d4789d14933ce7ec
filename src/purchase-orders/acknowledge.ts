import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { statement } from '../kernel/ground/statement.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from './load-purchase-order.ts'
import { promisedWords } from './promise-words.ts'
import { promisedDay } from './promised-day.ts'
import { mustMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrderLines, purchaseOrders } from './tables.ts'

export const Acknowledge = z.object({
  purchaseOrder: z.string().min(1),
  promised: z.string().trim().optional(),
})

/** A human at the supplier says yes, if they like with the day they will ship. Of two who press, the first wins. */
export async function acknowledge(verb: Verb, input: z.infer<typeof Acknowledge>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  mustMovePurchaseOrder(loaded.po, 'acknowledge')
  const promised = input.promised ? promisedDay(input.promised, loaded, verb.now) : null
  await markAcknowledged(verb, loaded, promised)
  const day = promised ? `, to ship on ${await promisedWords(verb.db, loaded, promised)}` : ''
  return { text: `${loaded.po.number} is acknowledged${day}. Next: add the tracking number when it ships.` }
}

/** Marks it acknowledged by the asker; also when a parcel came before any yes. */
export async function markAcknowledged(
  verb: Verb,
  { po }: Pick<LoadedPurchaseOrder, 'po'>,
  promised: string | null,
): Promise<void> {
  const { id } = po
  verb.meanwhile(verb.db.execute(marking({ id, now: verb.now.toISOString(), by: verb.actor.name, promised })))
  await verb.record('purchase_order.acknowledged', po.id, { orderId: po.orderId, number: po.number, promised })
}

const marking = statement<'id' | 'now' | 'by' | 'promised'>(
  ({ id, now, by, promised }) => sql`
    with lines as (update ${purchaseOrderLines} set waiting = 0 where purchase_order_id = ${id})
    update ${purchaseOrders} set acknowledged_at = ${now}::timestamptz, acknowledged_by = ${by},
      promised_on = coalesce(${promised}::date, promised_on)
    where ${purchaseOrders.id} = ${id}`,
)
