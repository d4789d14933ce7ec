import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from './load-order.ts'
import { ALL_HOLD_REASONS, type AnyHoldReason, HELD_IN_STORE, HOLD_REASONS, holdReasons, reasonFrom } from './order.ts'
import { type Order, orders } from './tables.ts'

export const HoldOrder = z.object({
  order: z.string().min(1),
  reason: reasonFrom(holdReasons, HOLD_REASONS).default('other'),
  note: truncated(1_000).optional(),
})

/** Holds an order: it refuses to be forwarded until it is released. What is with suppliers already stays there. */
export async function holdOrder(verb: Verb, input: z.infer<typeof HoldOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  if (order.cancelledAt) throw new Refusal(`Order ${order.number} is cancelled.`)
  if (order.heldAt) throw new Refusal(`Order ${order.number} is held already: ${why(order)}.`)
  const held = await hold(verb, order, { reason: input.reason, note: input.note ?? null })
  return { text: `Order ${order.number} is on hold: ${why(held)}. Release it with /order release ${order.number}.` }
}

export type WhyHeld = { reason: AnyHoldReason; note: string | null }

/** The hold of an order that its store deleted: it ends when the order is back there. */
export const HELD_AS_DELETED: WhyHeld = { reason: 'other', note: 'deleted in the store' }

/** Puts an order on hold, or gives its hold another reason. */
export async function hold(
  verb: Verb,
  order: Order,
  { reason, note }: WhyHeld,
): Promise<Pick<Order, 'holdReason' | 'holdNote'>> {
  const held = onHold(verb, { reason, note })
  await verb.db.update(orders).set(held).where(eq(orders.id, order.id))
  await verb.record('order.held', order.id, { reason, note })
  return held
}

/** The columns of an order that is held from now on. Pure. */
export function onHold({ now, actor }: Pick<Verb, 'now' | 'actor'>, { reason, note }: WhyHeld) {
  return { heldAt: now, holdReason: reason, holdNote: note, heldBy: actor.name }
}

/** `incorrect address — the house number is missing`; of another reason the note alone. */
export function why({ holdReason, holdNote }: { holdReason: AnyHoldReason | null; holdNote: string | null }): string {
  if (holdNote && (holdReason ?? 'other') === 'other') return holdNote
  const reason = ALL_HOLD_REASONS[holdReason ?? 'other'].toLowerCase()
  const then = holdReason === HELD_IN_STORE ? ':' : ' —'
  return holdNote ? `${reason}${then} ${holdNote}` : reason
}
