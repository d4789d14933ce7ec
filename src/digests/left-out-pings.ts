import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { subDays } from 'date-fns/subDays'
import { and, desc, gt, gte, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { pings } from '../kernel/ground/tables.ts'
import { count, list } from '../kernel/words/text.ts'

/** How often somebody was not called, because they had been called often enough. */
export type LeftOut = { name: string; times: number }

/** Most that are named. */
const MOST = 5

/** Who was left out since yesterday, the most often first. */
export function leftOutSince(db: Reads, now: Date): Promise<readonly LeftOut[]> {
  const yesterday = subDays(new TZDate(now.getTime(), staffZone()), 1)
  const times = sql<number>`sum(${pings.leftOut})::int`
  return db
    .select({ name: sql<string>`max(${pings.name})`, times })
    .from(pings)
    .where(and(gte(pings.day, format(yesterday, 'yyyy-MM-dd')), gt(pings.leftOut, 0)))
    .groupBy(pings.chat, pings.user)
    .orderBy(desc(times), pings.user)
    .limit(MOST)
}

/** `Mei 3 times and Chen once`; null for nobody. */
export function leftOutInWords(left: readonly LeftOut[]): string | null {
  return left.length > 0
    ? list(left.map(({ name, times }) => `${name} ${times === 1 ? 'once' : count(times, 'time')}`))
    : null
}
