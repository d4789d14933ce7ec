import { asc } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { slug } from '../../kernel/words/slug.ts'
import { type ConsolePerson, mayRead } from './people.ts'
import { consoleChannels } from './tables.ts'

/** The rooms that exist from the start, for staff. */
export const STAFF_ROOMS = [
  { id: 'orders', name: 'orders', purpose: 'orders' },
  { id: 'alerts', name: 'alerts', purpose: 'alerts' },
  { id: 'support', name: 'support', purpose: 'support' },
] as const

export type ConsoleRoom = { id: string; name: string; purpose: 'orders' | 'alerts' | 'support' | null }

/** Every room, staff rooms first. */
export async function listRooms(db: Db): Promise<ConsoleRoom[]> {
  const opened = await db.select().from(consoleChannels).orderBy(asc(consoleChannels.name))
  const rest = opened.filter(({ id }) => !isStaffRoom(id))
  return [...STAFF_ROOMS, ...rest.map(({ id, name }) => ({ id, name, purpose: null }))]
}

/** The rooms that a person may read, and no other. */
export async function readableRooms(db: Db, person: ConsolePerson): Promise<ConsoleRoom[]> {
  return (await listRooms(db)).filter(room => mayRead(person, room.id))
}

export async function findConsoleRoom(db: Db, named: string): Promise<ConsoleRoom | null> {
  const id = slug(named)
  return (await listRooms(db)).find(room => room.id === id) ?? null
}

/** Opens the room of that name, or finds it. Null when the name has no letter or digit. */
export async function openRoom(db: Db, named: string): Promise<ConsoleRoom | null> {
  const id = slug(named)
  if (!id) return null
  if (!isStaffRoom(id)) await db.insert(consoleChannels).values({ id, name: id }).onConflictDoNothing()
  return findConsoleRoom(db, id)
}

function isStaffRoom(id: string): boolean {
  return STAFF_ROOMS.some(room => room.id === id)
}
