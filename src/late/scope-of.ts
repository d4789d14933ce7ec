import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { LateScope } from './part.ts'

/** What a supplier sees of itself. */
export const ownScope = (supplierId: string): LateScope => ({ supplierId, own: true })

/**
 * What somebody may see of what is late: a supplier's contact only its own, no matter what was named; staff the
 * supplier that
 * they named, else that of the room they ask in, else all.
 * @throws Refusal where no supplier is called so.
 */
export async function scopeOf({ db, actor }: Pick<Verb, 'db' | 'actor'>, named?: string): Promise<LateScope> {
  if (actor.side === 'supplier') return ownScope(actor.supplierId)
  if (named) return { supplierId: (await findSupplier(db, named)).id }
  if (actor.side !== 'staff' || !actor.roomId) return {}
  const [room] = await db.select({ supplierId: rooms.supplierId }).from(rooms).where(eq(rooms.id, actor.roomId))
  return room?.supplierId ? { supplierId: room.supplierId } : {}
}
