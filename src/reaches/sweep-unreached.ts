import { randomUUID } from 'node:crypto'
import { inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findUnreached, type UnreachedSupplier } from './find-unreached.ts'
import { unreached } from './tables.ts'

/** As all that the clock asks; it takes what there is at once. */
export const SweepUnreached = z.object({ most: z.int().optional(), skip: z.int().optional() })

/**
 * Notices suppliers that purchase orders don't reach, once each, and when they do. A notice that staff have already of such
 * a room becomes the card about it; all others that are found together share one.
 */
export async function sweepUnreached(verb: Verb): Promise<Outcome> {
  const { db, now } = verb
  const found = await findUnreached(db, now)
  const open = await db.select().from(unreached).where(isNull(unreached.settledAt)).for('update')
  const [still, known] = [new Set(found.map(one => one.supplierId)), new Set(open.map(one => one.supplierId))]
  const over = open.filter(one => !still.has(one.supplierId))
  const fresh = found.filter(one => !known.has(one.supplierId))
  if (over.length > 0)
    await db
      .update(unreached)
      .set({ settledAt: now })
      .where(
        inArray(
          unreached.id,
          over.map(({ id }) => id),
        ),
      )
  for (const [subject, [one, ...others]] of byCard(over))
    if (one) await verb.record('suppliers.reached', subject, { kind: one.kind, suppliers: idsOf([one, ...others]) })
  for (const [subject, [one, ...others]] of byCard(await note(verb, fresh)))
    if (one) await verb.record('suppliers.unreached', subject, { kind: one.kind, suppliers: idsOf([one, ...others]) })
  return { text: `${found.length} not reached.`, outcome: 'done' }
}

type Row = typeof unreached.$inferSelect
const byCard = (rows: readonly Row[]) => Map.groupBy(rows, ({ subject }) => subject)
const idsOf = (rows: readonly Row[]) => rows.map(({ supplierId }) => supplierId)

/** Another process may have noted some at the same moment: those are its own to tell. */
async function note({ db, now }: Verb, fresh: readonly UnreachedSupplier[]): Promise<readonly Row[]> {
  const shared = randomUUID()
  const rows = fresh.map(({ notice, ...one }) => ({
    ...one,
    ...(notice ? { kind: 'parked', subject: notice } : { kind: 'unreached', subject: shared }),
    since: now,
  }))
  return rows.length > 0 ? db.insert(unreached).values(rows).onConflictDoNothing().returning() : []
}
