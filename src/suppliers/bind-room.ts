import { and, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { sure } from '../kernel/asking/preview.ts'
import { findRoom } from '../kernel/asking/room.ts'
import { catchUpRoom } from '../kernel/asking/unbind-room.ts'
import { lanes, type Room, rooms } from '../kernel/ground/tables.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { previewCard } from '../kernel/shapes/preview-card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { roomsOfSupplier } from './find-room.ts'
import { findSupplier } from './find-supplier.ts'
import type { Supplier } from './tables.ts'

export const BindRoom = z.object({
  supplier: z.string().min(1),
  room: Named,
  /** Where the supplier has other rooms: all of them get what is new, or this one alone. */
  gets: z.enum(['both', 'alone']).optional(),
  sure,
  /** What `lookAtRoom` found. */
  isPublic: z.boolean().optional(),
  lacks: z.string().nullable().optional(),
})
type Asked = z.infer<typeof BindRoom>

/** Binds a channel to a supplier: its orders are posted there, and only its contacts and staff may act there. */
export async function bindRoom(verb: Verb, input: Asked): Promise<Outcome> {
  const { room } = input
  const supplier = await findSupplier(verb.db, input.supplier)
  const known = await findRoom(verb.db, room.chat, room.id)
  if (known?.side === 'staff')
    throw new Refusal(`#${room.name} is a staff room: a supplier must never read it.`, 'room')
  if (known?.supplierId && known.supplierId !== supplier.id) throw new Refusal(belongsElsewhere(room), 'room')
  const isNew = known?.supplierId !== supplier.id
  if (isNew && input.lacks)
    throw new Refusal(`I can’t post in #${room.name}: ${input.lacks}. Change that first, then bind it.`, 'room')
  const others = (await roomsOfSupplier(verb.db, supplier.id)).filter(({ id }) => id !== known?.id)
  const asks = isNew && verb.actor.side === 'staff' ? whatToAsk(supplier, input, others) : null
  if (asks) return asks
  const row = await bind(verb, supplier, room)
  if (isNew) await catchUpRoom(verb.db, verb.now, row)
  if (isNew) await verb.record('supplier.room_bound', supplier.id, { roomId: row.id, room: row.name })
  if (input.gets && others.length > 0) await setWhatRoomsGet(verb, supplier, row, input.gets)
  const posted =
    row.quietAt && !input.gets ? 'What is new is posted elsewhere.' : 'Its purchase orders are posted there.'
  const alone = input.gets === 'alone' && others.length > 0
  const quiet = alone ? ` ${list(others.map(({ name }) => `#${name}`))} keeps what it shows, and gets nothing new.` : ''
  return { text: `#${row.name} is ${supplier.name}’s room${isNew ? ' now' : ' already'}. ${posted}${quiet}` }
}

async function bind(verb: Verb, supplier: Supplier, { chat, id, name }: Named): Promise<Room> {
  const [row] = await verb.db
    .insert(rooms)
    .values({ chat, channel: id, name, side: 'supplier', supplierId: supplier.id, listedAt: verb.now })
    .onConflictDoUpdate({
      target: [rooms.chat, rooms.channel],
      set: { name, supplierId: sql`coalesce(${rooms.supplierId}, excluded.supplier_id)` },
    })
    .returning()
  // Somebody may have bound it between our look and our write.
  if (row?.supplierId !== supplier.id) throw new Refusal(belongsElsewhere({ name }), 'room')
  await verb.db.update(lanes).set({ nextAt: verb.now, parkedAt: null, parkedWhy: null }).where(eq(lanes.roomId, row.id))
  return row
}

async function setWhatRoomsGet({ db, now, record }: Verb, { id }: Supplier, room: Room, gets: 'both' | 'alone') {
  await db.update(rooms).set({ quietAt: null }).where(eq(rooms.supplierId, id))
  const others = and(eq(rooms.supplierId, id), ne(rooms.id, room.id))
  if (gets === 'alone') await db.update(rooms).set({ quietAt: now }).where(others)
  await record('supplier.rooms_set', id, { room: room.name, gets })
}

/** What staff should know or decide before a room is bound; null where there is nothing. */
function whatToAsk(supplier: Supplier, input: Asked, others: readonly Room[]): Outcome | null {
  const { room, gets } = input
  const worries = worriesAbout(supplier, input)
  if (others.length > 0 && !gets) return whichGetsWhat(supplier, room, others, worries)
  if (worries.length === 0 || input.sure) return null
  const [summary = '', ...affects] = worries
  const press = pressOf(room.isNew ? 'Make it' : 'Do it anyway', supplier, { room, ...(gets && { gets }) })
  return asked(supplier, room, { summary, affects, presses: [press] })
}

function worriesAbout({ name }: Supplier, { room, isPublic }: Asked): readonly string[] {
  const where = `#${room.name}`
  return [
    ...(room.isNew ? [`There is no ${where} on ${room.chat} yet. It will be made.`] : []),
    ...(isPublic ? [`${where} is public: everybody on ${room.chat} can read what ${name} is sent there.`] : []),
  ]
}

/** A further room: the supplier has both, or moves. */
function whichGetsWhat(supplier: Supplier, room: Named, all: readonly Room[], worries: readonly string[]): Outcome {
  const others = list(all.map(({ name }) => `#${name}`))
  const summary = `${supplier.name} has ${others} already: #${room.name} would be another room. Which one gets what is new?`
  const affects = [
    ...worries,
    `Open purchase orders come along either way. ${others} keeps what it shows, and its buttons work there.`,
  ]
  const both = pressOf('Both get everything', supplier, { room, gets: 'both' })
  const alone = pressOf(`Only #${room.name}`, supplier, { room, gets: 'alone' })
  return asked(supplier, room, { summary, affects, presses: [both, { ...alone, style: 'primary' }] })
}

const pressOf = (label: string, { id }: Supplier, more: Pick<Asked, 'room' | 'gets'>): Button => ({
  ...{ label, command: 'supplier.room' },
  input: { supplier: id, sure: 'yes', ...more },
})

function asked(
  supplier: Supplier,
  room: Named,
  says: { summary: string; affects: readonly string[]; presses: readonly Button[] },
): Outcome {
  const title = `Bind #${room.name} to ${supplier.name}?`
  return { text: says.summary, card: previewCard({ ...says, title, tone: 'warning' }) }
}

const belongsElsewhere = ({ name }: { name: string }) => `#${name} belongs to another supplier.`
