import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from './load-order.ts'
import { HELD_IN_STORE } from './order.ts'
import { type Order, orders } from './tables.ts'

export const ReleaseOrder = z.object({ order: z.string().min(1) })

/** Releases a held order; drafts that waited for it are sent by a reaction. */
export async function releaseOrder(verb: Verb, input: z.infer<typeof ReleaseOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  if (order.cancelledAt) throw new Refusal(`Order ${order.number} is cancelled.`)
  if (!order.heldAt) throw new Refusal(`Order ${order.number} is not on hold.`)
  await release(verb, order, { paid: false })
  if (order.holdReason === HELD_IN_STORE)
    return {
      text: `Order ${order.number} was released here. Its store may still hold it: release it there too. Forward it with /order forward ${order.number}.`,
    }
  return { text: `Order ${order.number} was released. Forward it with /order forward ${order.number}.` }
}

/** The columns of an order whose hold has ended. */
export const RELEASED = { heldAt: null, holdReason: null, holdNote: null, heldBy: null, deletedAt: null } as const

/** Ends the hold of an order, and lets one go on that its store deleted. */
export async function release(
  { db, record }: Verb,
  order: Order,
  why: { paid: boolean; inStore?: true },
): Promise<void> {
  await db.update(orders).set(RELEASED).where(eq(orders.id, order.id))
  await record('order.released', order.id, why)
}
