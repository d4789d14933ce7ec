import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { foundOrders, reconciliations } from './tables.ts'
import { missing } from './tally.ts'

const whole = z.number().int().min(0)

export const NoteComparison = z.object({
  store: z.string(),
  since: z.coerce.date(),
  until: z.coerce.date(),
  /** Why it was not counted from further back, as was wished. */
  limit: z.string().nullable().default(null),
  there: whole.nullable(),
  shown: whole,
  here: whole,
  passedOver: whole,
  turnedAway: whole,
  /** All that the store showed of the span. */
  externalIds: z.array(z.string()),
})

/** Keeps what came of comparing a store's orders with ours. */
export async function noteComparison(
  verb: Verb,
  { externalIds, store, limit, ...counts }: z.infer<typeof NoteComparison>,
): Promise<Outcome> {
  const [known] = await verb.db.select().from(stores).where(eq(stores.id, store))
  if (!known) return { text: 'That store is not here any more.' }
  const found = await countFound(verb, store, externalIds)
  const row = { ...counts, found, comparedAt: verb.now }
  await verb.db
    .insert(reconciliations)
    .values({ storeId: store, ...row })
    .onConflictDoUpdate({ target: [reconciliations.storeId, reconciliations.since], set: row })
  const span = { since: counts.since.toISOString(), until: counts.until.toISOString() }
  await verb.record('store.reconciled', store, {
    name: known.name,
    ...counts,
    ...span,
    limit,
    found,
    missing: missing(counts),
  })
  return { text: `${known.name} was compared.` }
}

async function countFound({ db }: Verb, store: string, externalIds: readonly string[]): Promise<number> {
  if (externalIds.length === 0) return 0
  const named = and(eq(orders.storeId, store), inArray(orders.externalId, [...externalIds]))
  const [row] = await db
    .select({ found: sql<number>`count(*)::int` })
    .from(foundOrders)
    .innerJoin(orders, eq(orders.id, foundOrders.orderId))
    .where(named)
  return row?.found ?? 0
}
