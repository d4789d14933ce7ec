import { asc, eq, sql } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { messages, rooms } from '../ground/tables.ts'
import type { CardKey } from './reaction.ts'
import type { StandingCard } from './wish.ts'

/** Where cards stand, in one look however many they are. */
export async function findStanding(read: Reads, keys: readonly CardKey[]): Promise<readonly StandingCard[]> {
  return keys.length > 0 ? look(read, keys) : []
}

/** The same, held until we commit. Always in the same order, so that two who draw the same cards both go on. */
export async function lockStanding(read: Reads, keys: readonly CardKey[]): Promise<readonly StandingCard[]> {
  return keys.length > 0 ? look(read, keys).for('update', { of: messages }) : []
}

function look(read: Reads, keys: readonly CardKey[]) {
  const named = JSON.stringify(keys.map(({ kind, subject }) => ({ kind, subject })))
  return read
    .select({ room: rooms, message: messages })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      sql`(${messages.kind}, ${messages.subject}) in
        (select kind, subject from jsonb_to_recordset(${named}::jsonb) as named(kind text, subject text))`,
    )
    .orderBy(asc(messages.id))
}
