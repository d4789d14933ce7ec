import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { enqueue } from '../kernel/asking/enqueue.ts'
import { lanes, messages, outbox, rooms } from '../kernel/ground/tables.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'

export const TryAgain = z.object({
  supplier: z.string().min(1).optional(),
  /** On a card about several. */
  suppliers: z.array(z.uuid()).default([]),
})

/** Sends what waits for a supplier's rooms now, and once more what was given up. */
export async function tryAgain({ db, now }: Verb, input: z.output<typeof TryAgain>): Promise<Outcome> {
  const named = input.supplier ? [(await findSupplier(db, input.supplier)).id] : []
  const ids = [...input.suppliers, ...named]
  const theirs = db.select({ id: rooms.id }).from(rooms).where(inArray(rooms.supplierId, ids))
  const wasGivenUp = db
    .select({ id: outbox.messageId })
    .from(outbox)
    .where(and(inArray(outbox.roomId, theirs), eq(outbox.state, 'parked')))
  const held = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.id, wasGivenUp), isNull(messages.ref)))
    .orderBy(messages.id)
    .for('update')
  const again = held.map(({ id }) => id)
  await db.delete(outbox).where(and(inArray(outbox.messageId, again), eq(outbox.state, 'parked')))
  await db.update(lanes).set({ nextAt: now }).where(inArray(lanes.roomId, theirs))
  await enqueue(db, now, again)
  const waits = sql<boolean>`exists (select from ${outbox} o where o.room_id = ${rooms.id} and o.state in ('queued', 'sending'))`
  const [waiting] = await db
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(inArray(rooms.supplierId, ids), waits))
    .limit(1)
  return { text: waiting ? 'I’m trying again now.' : 'Nothing waits to be sent there.' }
}
