import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { Choice } from '../kernel/shapes/form.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findOrderId } from '../orders/load-order.ts'
import { partsOf } from './choose-part.ts'

/** The purchase orders of the order named in the same line or form. Staff only. */
export async function completeParts(db: Reads, actor: Actor, order: unknown): Promise<readonly Choice[]> {
  if (actor.side !== 'staff' || typeof order !== 'string') return []
  try {
    const parts = await partsOf(db, await findOrderId(db, order))
    return parts.map(({ po, supplier }) => ({
      value: po.number,
      label: `${po.number} · ${supplier.name}`,
    }))
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
