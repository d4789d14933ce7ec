import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { MOST_IN_BATCH, startBatch } from '../batches/start-batch.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { findNamedPurchaseOrders } from '../purchase-orders/named-purchase-orders.ts'
import { promisedDay } from '../purchase-orders/promised-day.ts'
import { suppliers } from '../suppliers/tables.ts'

export const AcknowledgeAll = z.object({
  /** Their numbers or ids: as one text apart by spaces, or as the list that was shown. */
  purchaseOrders: z.union([z.string(), z.array(z.uuid()).max(MOST_IN_BATCH)]),
  promised: z.string().trim().optional(),
  /** Named by who lists them, so that two presses do it once. */
  batch: z.uuid().optional(),
})

/**
 * Acknowledges the purchase orders that are named, and no other, one after another in the background; with one promised
 * day for all where it is given.
 * @throws Refusal where none is known, or the day can’t be.
 */
export async function acknowledgeAll(verb: Verb, input: z.infer<typeof AcknowledgeAll>): Promise<Outcome> {
  const { purchaseOrders: named, promised, batch = randomUUID() } = input
  const names = typeof named === 'string' ? named.split(/[\s,;]+/).filter(name => name !== '') : named
  const { found, unknown } = await findNamedPurchaseOrders(verb.db, verb.actor, [...new Set(names)])
  const [first] = found
  if (!first) throw unknown[0] ?? new Refusal('Choose at least one.', 'purchaseOrders')
  const isFirst = await startBatch(verb, {
    ...{ id: batch, command: 'po.acknowledge-listed', argument: 'purchaseOrder' },
    input: promised ? { promised: await dayAt(verb, first.supplierId, promised) } : {},
    ...{ thing: 'purchase order', deed: 'acknowledged', all: found },
  })
  if (!isFirst) return { text: 'These are being acknowledged already. A card in this room shows how far it is.' }
  const says = `Acknowledging ${count(found.length, 'purchase order')}. A card in this room shows what became of each.`
  return { text: [says, ...unknown.map(({ message }) => message)].join(' ') }
}

/** A day as a supplier means it. */
async function dayAt({ db, now }: Verb, supplierId: string, promised: string): Promise<string> {
  const [supplier] = await db.select().from(suppliers).where(eq(suppliers.id, supplierId))
  if (!supplier) throw new Error(`supplier ${supplierId} is not here`)
  return promisedDay(promised, { supplier }, now)
}
