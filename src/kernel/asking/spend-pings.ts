import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { staffZone } from '../ground/staff-zone.ts'
import { pings, type Room } from '../ground/tables.ts'
import type { Card, Phrase, Ping } from '../shapes/card.ts'
import type { Drawn } from '../shapes/chat.ts'
import { count, list } from '../words/text.ts'
import { readPingLimit } from './ping-limit.ts'

/**
 * A card that is posted for the first time in a room, with those left out whom it may not call any more today. Counted in
 * the transaction that posts it: once a message, in whichever process.
 */
export async function spendPings(db: Db, { chat }: Room, card: Drawn, now: Date): Promise<Drawn> {
  const wanted = (card.pings ?? []).filter(ping => ping.chat === chat)
  if (wanted.length === 0) return card
  const limit = card.urgent ? Number.POSITIVE_INFINITY : await readPingLimit(db)
  const called: Ping[] = []
  // Always in the same order: two messages that call the same people must not wait for each other.
  for (const ping of wanted.toSorted((a, b) => (a.user < b.user ? -1 : 1)))
    if (await isCalled(db, ping, limit, now)) called.push(ping)
  const left = wanted.filter(ping => !called.includes(ping))
  return left.length > 0 ? without(card, called, unpinged(left, limit)) : card
}

/** What is redrawn calls nobody: it names whom it called when it was posted, and who was left out. */
export function keepPings(card: Drawn, before: Drawn | null): Drawn {
  if (!before || (!card.pings && !before.unpinged)) return card
  const called = (card.pings ?? []).filter(({ chat, user }) =>
    before.pings?.some(one => one.chat === chat && one.user === user),
  )
  return without(card, called, before.unpinged ?? null)
}

async function isCalled(db: Db, { chat, user, name, zone }: Ping, limit: number, now: Date): Promise<boolean> {
  const day = format(new TZDate(now.getTime(), zone ?? staffZone()), 'yyyy-MM-dd')
  const theirs = and(eq(pings.chat, chat), eq(pings.user, user), eq(pings.day, day))
  await db.insert(pings).values({ chat, user, day, name }).onConflictDoNothing()
  const called = await db
    .update(pings)
    .set({ called: sql`${pings.called} + 1` })
    .where(and(theirs, Number.isFinite(limit) ? lt(pings.called, limit) : undefined))
    .returning({ user: pings.user })
  if (called.length > 0) return true
  await db
    .update(pings)
    .set({ leftOut: sql`${pings.leftOut} + 1` })
    .where(theirs)
  return false
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
