import { type SQL, sql } from 'drizzle-orm'
import type { Withheld } from '../kernel/shapes/power.ts'
import { staffPowers as powers } from './tables.ts'

/** The powers that are kept to others than this person, with their names, as one column of a query. */
export function withheldFrom({ chat, user }: { chat: string; user: string }): SQL<Withheld> {
  return sql<Withheld>`(select coalesce(json_object_agg(kept.power, kept.names), '{}') from (
    select ${powers.power} as power, json_agg(${powers.name} order by ${powers.grantedAt}, ${powers.name}) as names
    from ${powers} group by ${powers.power}
    having not bool_or(${powers.chat} = ${chat} and ${powers.user} = ${user})) kept)`
}
