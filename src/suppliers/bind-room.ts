import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findRoom } from '../kernel/asking/room.ts'
import { catchUpRoom } from '../kernel/asking/unbind-room.ts'
import { lanes, rooms } from '../kernel/ground/tables.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findSupplier } from './find-supplier.ts'

export const BindRoom = z.object({ supplier: z.string().min(1), room: Named })

/** Binds a channel to a supplier: its orders are posted there, and only its contacts and staff may act there. */
export async function bindRoom(verb: Verb, { supplier: named, room }: z.infer<typeof BindRoom>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, named)
  const known = await findRoom(verb.db, room.chat, room.id)
  if (known?.side === 'staff')
    throw new Refusal(`#${room.name} is a staff room: a supplier must never read it.`, 'room')
  if (known?.supplierId && known.supplierId !== supplier.id)
    throw new Refusal(`#${room.name} belongs to another supplier.`, 'room')
  const [row] = await verb.db
    .insert(rooms)
    .values({ ...room, channel: room.id, id: undefined, side: 'supplier', supplierId: supplier.id, listedAt: verb.now })
    .onConflictDoUpdate({
      target: [rooms.chat, rooms.channel],
      set: { name: room.name, supplierId: sql`coalesce(${rooms.supplierId}, excluded.supplier_id)` },
    })
    .returning()
  // Somebody may have bound it between our look and our write.
  if (row?.supplierId !== supplier.id) throw new Refusal(`#${room.name} belongs to another supplier.`, 'room')
  await verb.db.update(lanes).set({ nextAt: verb.now, parkedAt: null, parkedWhy: null }).where(eq(lanes.roomId, row.id))
  const isNew = known?.supplierId !== supplier.id
  if (isNew) await catchUpRoom(verb.db, verb.now, row)
  if (isNew) await verb.record('supplier.room_bound', supplier.id, { roomId: row.id, room: row.name })
  return {
    text: `#${row.name} is ${supplier.name}’s room${isNew ? ' now' : ' already'}. Its purchase orders are posted there.`,
  }
}
