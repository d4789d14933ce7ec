import { z } from 'zod'
import { MOST_IN_BATCH, startBatch } from '../batches/start-batch.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { count } from '../kernel/words/text.ts'
import { orders as orderTable } from '../orders/tables.ts'

export const ForwardAll = z.object({ batch: z.uuid(), orders: z.array(z.uuid()).min(1).max(MOST_IN_BATCH) })

/** Forwards the orders that a plan showed, one after another in the background. */
export async function forwardAll(verb: Verb, { batch, orders: ids }: z.infer<typeof ForwardAll>): Promise<Outcome> {
  const { id, number } = orderTable
  const rows = await verb.db.select({ id, number }).from(orderTable).where(among(id, ids))
  const byId = new Map(rows.map(one => [one.id, one]))
  const isFirst = await startBatch(verb, {
    ...{ id: batch, command: 'order.forward-listed', argument: 'order', input: {} },
    ...{ thing: 'order', deed: 'forwarded', all: ids.flatMap(one => byId.get(one) ?? []) },
  })
  if (!isFirst) return { text: 'These orders are being forwarded already. A card in this room shows how far it is.' }
  return { text: `Forwarding ${count(ids.length, 'order')}. A card in this room shows how far it is.` }
}
