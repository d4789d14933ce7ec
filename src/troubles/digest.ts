import { addHours } from 'date-fns/addHours'
import { and, asc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import { windowOf } from '../cases/budget.ts'
import { STAFF } from '../cases/spend-budget.ts'
import type { Speech } from '../kernel/asking/reaction.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { TROUBLE_LABELS } from '../shipments/trouble-labels.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { parcelName } from './parcel-words.ts'
import { parcelTroubles, type TroubleRow } from './tables.ts'

/** Most that a digest names: what one can take in at a glance. */
const SHOWN = 15

/** Which digest: of a supplier's rooms, or of the staff's (null), for the hour from `windowAt`. */
export type DigestOf = { supplierId: string | null; windowAt: Date }

export const digestKeyOf = ({ supplierId, windowAt }: DigestOf) => ({
  kind: 'parcel-digest',
  subject: `${supplierId ?? STAFF.room}/${windowAt.toISOString()}`,
})

/** The digests that name these troubles, each once. */
export async function digestsWith(read: Reads, rows: readonly TroubleRow[]): Promise<readonly DigestOf[]> {
  const all = new Map<string, DigestOf>()
  const add = (one: DigestOf) => all.set(digestKeyOf(one).subject, one)
  for (const { notified, staffNotified, supplierId, noticedAt } of rows) {
    if (staffNotified === 'digest') add({ supplierId: null, windowAt: windowOf(noticedAt, STAFF.zone) })
    if (notified !== 'digest') continue
    const { zone } = await supplierById(read, supplierId)
    add({ supplierId, windowAt: windowOf(noticedAt, zone) })
  }
  return [...all.values()]
}

/** Posts a digest, once; where it is up, it is redrawn, and calls nobody. */
export async function postParcelDigest(speech: Speech, which: DigestOf): Promise<void> {
  const { supplierId } = which
  const rooms = supplierId ? await speech.supplierRooms(supplierId) : await speech.staffRooms('alerts')
  await speech.post(digestKeyOf(which), rooms, await parcelDigestCard(speech.read, which))
}

/** One card for all parcels that got into trouble within an hour, instead of a card each. */
export async function parcelDigestCard(read: Reads, { supplierId, windowAt }: DigestOf): Promise<Card> {
  const { notified, staffNotified, noticedAt, endedAt, supplierId: of } = parcelTroubles
  const own = supplierId ? and(eq(of, supplierId), eq(notified, 'digest')) : eq(staffNotified, 'digest')
  const within = and(own, gte(noticedAt, windowAt), lt(noticedAt, addHours(windowAt, 1)))
  const [all, left] = [
    await read.$count(parcelTroubles, within),
    await read.$count(parcelTroubles, and(within, isNull(endedAt))),
  ]
  const rows = await read
    .select()
    .from(parcelTroubles)
    .where(within)
    .orderBy(sql`${endedAt} is not null`, asc(parcelTroubles.since), asc(parcelTroubles.part), asc(parcelTroubles.id))
    .limit(SHOWN)
  const more = all > rows.length ? `, and ${count(all - rows.length, 'more', 'more')}` : ''
  return {
    audience: supplierId ? { supplierId } : 'staff',
    tone: left > 0 ? 'bad' : 'good',
    title: `${count(all, 'parcel')} got into trouble within the hour`,
    summary:
      left > 0
        ? `${left} of ${all} still ${left === 1 ? 'is' : 'are'} in trouble${more}.`
        : 'All of them are on their way again.',
    lines: rows.map(row => ({
      text: `${row.part} · ${TROUBLE_LABELS[row.trouble]}`,
      detail: parcelName(row),
      done: row.endedAt !== null,
    })),
    buttons: left > 0 ? [{ label: 'Show all', command: 'parcel.list', input: {}, style: 'primary' }] : [],
    context: ['From ', { at: windowAt.toISOString() }],
  }
}
