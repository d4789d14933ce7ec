import { subDays } from 'date-fns/subDays'
import { subHours } from 'date-fns/subHours'
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { OTHER } from '../shipments/choose-carrier.ts'
import { shipments } from '../shipments/tables.ts'
import type { SeenParcel } from './read-parcels.ts'
import { carrierSilences } from './tables.ts'

/** With fewer parcels on their way a quiet carrier is nothing odd. */
export const FEWEST_SILENT = 10
/** How long a carrier with as many says nothing of any of them until that is odd, hours: a weekend with a holiday is less. */
export const ODD_HOURS = 48
/** How long cases are held for it, days: then they open all the same. */
export const HELD_DAYS = 7
/** How far back a parcel may have been heard of to count, days. */
const RECENT_DAYS = 60

/**
 * Which carriers of these parcels, of which nothing was heard for too long, are silent about all their parcels: that is
 * an outage of theirs, or of their feed, and says nothing of a single parcel. A new one is recorded.
 */
export async function silentCarriers(verb: Verb, parcels: readonly SeenParcel[]): Promise<ReadonlySet<string>> {
  const names = new Map(parcels.map(({ parcel }) => [parcel.carrier, parcel.carrierName]))
  names.delete(OTHER)
  const carriers = [...names.keys()].sort()
  if (carriers.length === 0) return new Set()
  const open = await verb.db
    .select()
    .from(carrierSilences)
    .where(and(among(carrierSilences.carrier, carriers), isNull(carrierSilences.endedAt)))
  const held = open.filter(({ noticedAt }) => noticedAt > subDays(verb.now, HELD_DAYS)).map(({ carrier }) => carrier)
  const known = new Set(open.map(({ carrier }) => carrier))
  const fresh: string[] = []
  for (const carrier of carriers)
    if (!known.has(carrier) && (await fellSilent(verb, carrier, names.get(carrier) ?? carrier))) fresh.push(carrier)
  return new Set([...held, ...fresh])
}

async function fellSilent(verb: Verb, carrier: string, carrierName: string): Promise<boolean> {
  const last = await lastWord(verb, carrier)
  if (!last || last > subHours(verb.now, ODD_HOURS)) return false
  const waiting = await verb.db.$count(shipments, onTheWay(carrier, verb.now))
  if (waiting < FEWEST_SILENT) return false
  const row = { carrier, carrierName, since: last, noticedAt: verb.now }
  const [kept] = await verb.db.insert(carrierSilences).values(row).onConflictDoNothing().returning()
  if (kept)
    await verb.record('carrier.fell_silent', kept.id, {
      ...{ carrier, name: carrierName, since: last.toISOString(), parcels: waiting },
    })
  return true
}

/** When a carrier last said anything of any parcel; a clock of its that runs ahead says nothing of later. */
async function lastWord({ db, now }: Verb, carrier: string): Promise<Date | null> {
  const { saidAt, carrier: of } = shipments
  const found = await db.execute(sql`
    select max(${saidAt}) as last from ${shipments}
    where ${of} = ${carrier} and ${saidAt} is not null and ${saidAt} <= ${now.toISOString()}::timestamptz`)
  const last = rowsOf(found)[0]?.last
  return last ? new Date(String(last)) : null
}

/** The parcels of a carrier of which more should be heard. */
export const onTheWay = (carrier: string, now: Date) =>
  and(
    eq(shipments.carrier, carrier),
    isNotNull(shipments.saidAt),
    gt(shipments.saidAt, subDays(now, RECENT_DAYS)),
    isNull(shipments.deliveredAt),
  )
