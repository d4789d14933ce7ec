import { type Placeholder, sql } from 'drizzle-orm'
import { amongThose } from '../ground/among.ts'
import type { Reads } from '../ground/db.ts'
import { asSelected, readSelect } from '../ground/read-together.ts'
import { statement } from '../ground/statement.ts'
import { messages, rooms } from '../ground/tables.ts'
import type { CardKey } from './reaction.ts'
import type { StandingCard } from './wish.ts'

/** Where cards stand, in one look however many they are. */
export function findStanding(read: Reads, keys: readonly CardKey[]): Promise<readonly StandingCard[]> {
  return look(read, keys, looking)
}

/** The same, held until we commit. Always in the same order, so that two who draw the same cards both go on. */
export function lockStanding(read: Reads, keys: readonly CardKey[]): Promise<readonly StandingCard[]> {
  return look(read, keys, locking)
}

type Held = { room: Readonly<Record<string, unknown>>; message: Readonly<Record<string, unknown>> }

async function look(read: Reads, keys: readonly CardKey[], by: typeof looking): Promise<readonly StandingCard[]> {
  if (keys.length === 0) return []
  const named = JSON.stringify(keys.map(({ kind, subject }) => ({ kind, subject })))
  const found = (await readSelect(read, by({ named }))) as readonly Held[]
  const standing = found.map(held => ({
    room: asSelected(rooms, held.room),
    message: asSelected(messages, held.message),
  }))
  return standing.toSorted((a, b) => (a.message.id < b.message.id ? -1 : 1))
}

const looking = statement<'named'>(
  ({ named }) => sql`
    select json_build_object('room', ${rooms}, 'message', ${messages}) as held
    from ${messages} join ${rooms} on ${rooms.id} = ${messages.roomId}
    where ${amongThose(messages.id, called(named))} order by ${messages.id}`,
)

/** Each is looked up by the index, however many rows the planner expects of either. */
const called = (named: Placeholder) => sql`
  select found.id from jsonb_to_recordset(${named}::jsonb) as named(kind text, subject text)
  cross join lateral (
    select ${messages.id} from ${messages}
    where ${messages.kind} = named.kind and ${messages.subject} = named.subject offset 0
  ) as found`

const locking = statement<'named'>(
  ({ named }) => sql`
    ${looking({ named })} for update of ${messages}`,
)
