import { sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import type { Withheld } from '../kernel/shapes/power.ts'
import { staffPowers as powers } from './tables.ts'

/** The powers that are kept to others than this person, with their names. */
export async function withheldFrom(db: Reads, { chat, user }: { chat: string; user: string }): Promise<Withheld> {
  return Object.assign({}, ...(await readSelect(db, keptFrom({ chat, user }))))
}

const keptFrom = statement<'chat' | 'user'>(
  ({ chat, user }) => sql`
    select json_build_object(${powers.power}, json_agg(${powers.name} order by ${powers.grantedAt}, ${powers.name})) as held
    from ${powers} group by ${powers.power} having not bool_or(${powers.chat} = ${chat} and ${powers.user} = ${user})`,
)
