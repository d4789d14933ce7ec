import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { noLaterThanDatabase } from '../kernel/ground/no-later.ts'
import { eraseOrder } from './erase-order.ts'
import { type Due, findKeptLongEnough } from './find-kept-long-enough.ts'
import { findMarked, settleWide } from './find-marked.ts'

/** How long after an order is over its parts are kept, days; null for ever. */
const days = z.int().min(1).nullable().default(null)

/** `skip` leaves so many at the head, which failed before. */
export const SweepCustomers = z.object({
  most: z
    .int()
    .min(1)
    .default(20)
    .transform(most => Math.min(most, 20)),
  skip: z.int().min(0).default(0),
  addressDays: days,
  wordsDays: days,
})

/**
 * Erases what has been kept long enough, and what is marked and not erased yet: all orders of a store, what a restored
 * copy brought back.
 * `outcome`: more | done.
 */
export async function sweepCustomers(verb: Verb, batch: z.output<typeof SweepCustomers>): Promise<Outcome> {
  const due: Due[] = [...(await findMarked(verb.db, batch))]
  if (due.length === 0 && batch.skip === 0) await settleWide(verb.db)
  // A clock that is ahead for a moment must not erase what nobody can bring back.
  const now = await noLaterThanDatabase(verb.db, verb.now)
  if (due.length === 0) due.push(...(await findKeptLongEnough(verb.db, now, batch)))
  for (const one of due) await eraseOrder(verb, one)
  return { text: `Erased ${due.length}.`, outcome: due.length < batch.most ? 'done' : 'more' }
}
