import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { staffZone } from '../ground/staff-zone.ts'
import { pings, type Room } from '../ground/tables.ts'
import type { Card, Phrase, Ping } from '../shapes/card.ts'
import type { Drawn } from '../shapes/chat.ts'
import { count, list } from '../words/text.ts'
import { limitInForce, readPingLimit } from './ping-limit.ts'

/**
 * A card that is posted for the first time in a room, with those left out whom it may not call any more today. Counted in
 * the transaction that posts it: once a message, in whichever process.
 */
export async function spendPings(db: Db, { chat }: Room, card: Drawn, now: Date): Promise<Drawn> {
  const wanted = (card.pings ?? []).filter(ping => ping.chat === chat)
  if (wanted.length === 0) return card
  const users = await callOnce(db, wanted, card.urgent === true, now)
  const [called = [], left = []] = [true, false].map(is => wanted.filter(({ user }) => users.has(user) === is))
  return left.length > 0 ? without(card, called, unpinged(left, await readPingLimit(db))) : card
}

/**
 * What is redrawn calls nobody more: it names whom it called when it was put up, and who was left out. A card that is
 * redrawn before it was ever posted still calls them, since they are counted.
 */
export function keepPings(card: Drawn, before: Drawn): Drawn {
  return without(card, before.pings ?? [], before.unpinged ?? null)
}

/** Counts one call more of each who may be called, and one left out of each who may not; answers who may. */
async function callOnce(db: Db, wanted: readonly Ping[], isUrgent: boolean, now: Date): Promise<ReadonlySet<string>> {
  const day = (zone?: string) => format(new TZDate(now.getTime(), zone ?? staffZone()), 'yyyy-MM-dd')
  const each = new Map(wanted.map(({ chat, user, name, zone }) => [user, { chat, user, name, day: day(zone) }]))
  // Always in the same order: two messages that call the same people must not wait for each other.
  const rows = [...each.values()].toSorted((a, b) => (a.user < b.user ? -1 : 1))
  const target = [pings.chat, pings.user, pings.day]
  const count = (column: typeof pings.called | typeof pings.leftOut) => sql`${column} + 1`
  const called = await db
    .insert(pings)
    .values(rows.map(row => ({ ...row, called: isUrgent ? 1 : sql`least(1, ${limitInForce})` })))
    .onConflictDoUpdate({
      ...{ target, set: { called: count(pings.called) } },
      ...(!isUrgent && { setWhere: sql`${pings.called} < ${limitInForce}` }),
    })
    .returning({ user: pings.user, times: pings.called })
  const users = new Set(called.flatMap(({ user, times }) => (times > 0 ? [user] : [])))
  const left = rows.filter(({ user }) => !users.has(user)).map(row => ({ ...row, leftOut: 1 }))
  const set = { leftOut: count(pings.leftOut) }
  if (left.length > 0) await db.insert(pings).values(left).onConflictDoUpdate({ target, set })
  return users
}

function without(card: Drawn, called: readonly Ping[], said: string | null): Drawn {
  const { pings: _, unpinged: __, ...rest } = card
  return {
    ...rest,
    ...(called.length > 0 && { pings: called }),
    ...(said && { unpinged: said, context: after(card.context, said) }),
  }
}
function after(context: Card['context'], said: string): Phrase {
  return context === undefined ? said : [context, ' · ', said].flat()
}

/** `Mei and Chen were not pinged: 10 pings today already.` */
function unpinged(left: readonly Ping[], limit: number): string {
  const names = list(left.map(({ name }) => name))
  return `${names} ${left.length === 1 ? 'was' : 'were'} not pinged: ${count(limit, 'ping')} today already.`
}
