import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { orders } from '../orders/tables.ts'
import { foundOrders } from './tables.ts'

export const NoteFound = z.object({ store: z.string(), externalIds: z.array(z.string()).min(1) })

/** Notes which orders no webhook brought. */
export async function noteFound(verb: Verb, { store, externalIds }: z.infer<typeof NoteFound>): Promise<Outcome> {
  const rows = await verb.db
    .select({ orderId: orders.id })
    .from(orders)
    .where(and(eq(orders.storeId, store), inArray(orders.externalId, externalIds)))
  const found = rows.map(({ orderId }) => ({ orderId, foundAt: verb.now }))
  if (found.length > 0) await verb.db.insert(foundOrders).values(found).onConflictDoNothing()
  return { text: `${count(found.length, 'order')} found.` }
}
