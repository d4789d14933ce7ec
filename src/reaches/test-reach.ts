import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { calledRoom } from '../kernel/asking/room.ts'
import type { Room } from '../kernel/ground/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { findSupplierRoom, roomsOfSupplier } from '../suppliers/find-room.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { Supplier } from '../suppliers/tables.ts'

export const TestReach = z.object({ supplier: z.string().min(1), room: z.string().min(1).optional() })

/** Sends a supplier a card on trial, the way its purchase orders go; a card of the staff shows whether it arrived. */
export async function testReach(verb: Verb, input: z.infer<typeof TestReach>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const to = await roomsToTest(verb, supplier, input.room)
  const staffRoom = verb.actor.side === 'staff' ? verb.actor.roomId : null
  await verb.record('reach.tested', randomUUID(), {
    ...{ supplierId: supplier.id, rooms: to.map(({ id }) => id), staffRoom },
  })
  return {
    text: `A test is on its way to ${list(to.map(calledRoom))}. A card for your staff shows whether it arrived.`,
  }
}

async function roomsToTest({ db }: Verb, supplier: Supplier, named?: string): Promise<readonly Room[]> {
  const all = named ? [await findSupplierRoom(db, supplier, named)] : await roomsOfSupplier(db, supplier.id)
  if (all.length === 0)
    throw new Refusal(`${supplier.name} has no room yet. Bind one with /supplier room, or use /supplier reach.`)
  const open = all.filter(({ quietAt }) => quietAt === null)
  if (open.length > 0) return open
  throw new Refusal(`${list(all.map(calledRoom))} gets nothing new, so no test either.`, 'room')
}
