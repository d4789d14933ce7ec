import { and, eq, ne, sql } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { calledRoom, findRoom } from '../kernel/asking/room.ts'
import { catchUpRoom } from '../kernel/asking/unbind-room.ts'
import { lanes, type Room, rooms } from '../kernel/ground/tables.ts'
import type { Named } from '../kernel/hearing/resolve-names.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { previewCard } from '../kernel/shapes/preview-card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { roomsOfSupplier } from './find-room.ts'
import type { Supplier } from './tables.ts'

/** A place that is to be a supplier's room. `again` asks for it once more, with what staff choose. */
export type RoomToTake = {
  supplier: Supplier
  room: Named
  /** Nobody talks there. */
  reached?: boolean
  /** Where the supplier has other rooms: all of them get what is new, or this one alone. */
  gets?: 'both' | 'alone' | undefined
  sure?: 'yes' | undefined
  isPublic?: boolean | undefined
  lacks?: string | null | undefined
  again: Pick<Button, 'command' | 'input'>
}
type Taken = { room: Room; isNew: boolean; others: readonly Room[] }

/** Makes a place a supplier's room, so that its purchase orders come along; or answers what staff must decide first. */
export async function takeRoom(verb: Verb, wanted: RoomToTake): Promise<Taken | { asks: Outcome }> {
  const { supplier, room } = wanted
  const known = await findRoom(verb.db, room.chat, room.id)
  const called = calledRoom({ name: room.name, reached: wanted.reached ?? false })
  if (known?.side === 'staff') throw new Refusal(`${called} is a staff room: a supplier must never read it.`, 'room')
  if (known?.supplierId && known.supplierId !== supplier.id) throw belongsElsewhere(called)
  const isNew = known?.supplierId !== supplier.id
  if (isNew && wanted.lacks)
    throw new Refusal(`I can’t post in ${called}: ${wanted.lacks}. Change that first, then bind it.`, 'room')
  const others = (await roomsOfSupplier(verb.db, supplier.id)).filter(({ id }) => id !== known?.id)
  const asks = isNew && verb.actor.side === 'staff' ? whatToAsk(wanted, called, others) : null
  if (asks) return { asks }
  const row = await bind(verb, wanted, called)
  if (isNew) await catchUpRoom(verb.db, verb.now, row)
  if (isNew) await verb.record('supplier.room_bound', supplier.id, { roomId: row.id, room: row.name })
  if (wanted.gets && others.length > 0) await setWhatRoomsGet(verb, supplier, row, wanted.gets)
  return { room: row, isNew, others }
}

async function bind(verb: Verb, { supplier, room, reached = false }: RoomToTake, called: string): Promise<Room> {
  const { chat, id, name } = room
  const [row] = await verb.db
    .insert(rooms)
    .values({ chat, channel: id, name, side: 'supplier', supplierId: supplier.id, reached, listedAt: verb.now })
    .onConflictDoUpdate({
      target: [rooms.chat, rooms.channel],
      set: { name, supplierId: sql`coalesce(${rooms.supplierId}, excluded.supplier_id)` },
    })
    .returning()
  // Somebody may have bound it between our look and our write.
  if (row?.supplierId !== supplier.id) throw belongsElsewhere(called)
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
function whatToAsk(wanted: RoomToTake, called: string, others: readonly Room[]): Outcome | null {
  const worries = worriesAbout(wanted, called)
  if (others.length > 0 && !wanted.gets) return whichGetsWhat(wanted, called, others, worries)
  if (worries.length === 0 || wanted.sure) return null
  const [summary = '', ...affects] = worries
  const press = pressOf(wanted.room.isNew ? 'Make it' : 'Do it anyway', wanted, wanted.gets)
  return asked(wanted, called, { summary, affects, presses: [press] })
}

function worriesAbout({ supplier: { name }, room, isPublic }: RoomToTake, called: string): readonly string[] {
  return [
    ...(room.isNew ? [`There is no ${called} on ${room.chat} yet. It will be made.`] : []),
    ...(isPublic ? [`${called} is public: everybody on ${room.chat} can read what ${name} is sent there.`] : []),
  ]
}

/** A further room: the supplier has both, or moves. */
function whichGetsWhat(wanted: RoomToTake, called: string, all: readonly Room[], worries: readonly string[]): Outcome {
  const others = list(all.map(calledRoom))
  const would = wanted.reached ? 'another way' : 'another room'
  const summary = `${wanted.supplier.name} has ${others} already: ${called} would be ${would}. Which one gets what is new?`
  const affects = [
    ...worries,
    `Open purchase orders come along either way. ${others} keeps what it shows, and its buttons work there.`,
  ]
  const both = pressOf('Both get everything', wanted, 'both')
  const alone = pressOf(`Only ${called}`, wanted, 'alone')
  return asked(wanted, called, { summary, affects, presses: [both, { ...alone, style: 'primary' }] })
}

function pressOf(label: string, { again: { command, input } }: RoomToTake, gets: RoomToTake['gets']): Button {
  return { label, command, input: { ...input, sure: 'yes', ...(gets && { gets }) } }
}

function asked(
  { supplier }: RoomToTake,
  called: string,
  says: { summary: string; affects: readonly string[]; presses: readonly Button[] },
): Outcome {
  const title = `Bind ${called} to ${supplier.name}?`
  return { text: says.summary, card: previewCard({ ...says, title, tone: 'warning' }) }
}

const belongsElsewhere = (called: string) => new Refusal(`${called} belongs to another supplier.`, 'room')
