import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { calledRoom } from '../kernel/asking/room.ts'
import { unbindRoom } from '../kernel/asking/unbind-room.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import { list } from '../kernel/words/text.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import { findSupplierRoom, roomName, roomsOfSupplier } from '../suppliers/find-room.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { openInWords } from './what-is-open.ts'

export const RemoveRoom = z.object({ supplier: z.string().min(1), room: z.string().min(1), sure })

/** Makes a room nobody's: what it shows stays, nothing new is posted there, and nobody acts there. */
export async function removeRoom(verb: Verb, input: z.infer<typeof RemoveRoom>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const room = await findSupplierRoom(verb.db, supplier, input.room)
  const all = await roomsOfSupplier(verb.db, supplier.id)
  const others = all.filter(({ id }) => id !== room.id)
  const named = others.map(one => roomName(one, all))
  if (!input.sure) return whatStops(verb, supplier, room, named)
  await unbindRoom(verb.db, room)
  await mustGetWhatIsNew(verb, others)
  await verb.record('supplier.room_removed', supplier.id, { roomId: room.id, room: room.name })
  const left = named.length > 0 ? ` Its purchase orders are posted in ${list(named)}.` : ' It has no room now.'
  return { text: `${calledRoom(room)} isn’t ${supplier.name}’s room any more.${left}` }
}

/** One room of several must get what is new. */
async function mustGetWhatIsNew({ db }: Verb, others: readonly Room[]): Promise<void> {
  if (others.length === 0 || others.some(({ quietAt }) => quietAt === null)) return
  const ids = others.map(({ id }) => id)
  await db.update(rooms).set({ quietAt: null }).where(inArray(rooms.id, ids))
}

async function whatStops(verb: Verb, { id, name }: Supplier, room: Room, others: readonly string[]) {
  const called = calledRoom(room)
  const open = await openPurchaseOrders(verb.db, id)
  const has = open.length > 0 ? openInWords(open) : 'no open purchase orders'
  return preview({
    title: `Remove ${called} from ${name}?`,
    summary: `${called} isn’t ${name}’s room any more. ${name} has ${has}.`,
    affects: [
      'What it shows stays. Nothing new is posted there, and its buttons stop.',
      others.length > 0
        ? `${name} still has ${list(others)}.`
        : `${name} has no other room: purchase orders wait as drafts until you bind one, and nobody can answer for the open ones. To move it, bind the new room first: /supplier room`,
      room.reached ? 'Links that lead there end.' : 'The channel itself stays in the chat, with the people in it.',
    ],
    ...{ label: `Remove ${called}`, command: 'supplier.remove-room', input: { supplier: id, room: room.id } },
  })
}
