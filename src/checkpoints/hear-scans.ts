import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { CarrierScan } from '../kernel/shapes/feed.ts'
import { notRefused, orRefusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { bareNumber } from '../shipments/tracking-number.ts'
import { keepScans, readScan } from './keep-scans.ts'
import { postponeReading } from './postpone-reading.ts'
import { settleParcels } from './settle-parcels.ts'

/** How many scans one telling has at most: feeds repeat a parcel's whole way. */
export const MOST_SCANS = 1_000

export const HearScans = z.object({
  /** The name of the integration that brings it. */
  feed: z.string().min(1),
  scans: z.array(CarrierScan).max(MOST_SCANS),
  /** Numbers that the feed was asked about: it said all it knows. */
  read: z.array(z.string()).optional(),
})
type HearScans = z.infer<typeof HearScans>

export const HearMany = z.object({ told: z.array(HearScans).min(1) })

/** Takes what a feed says of parcels: their first scans, deliveries, and where they are. */
export async function hearScans(verb: Verb, told: HearScans): Promise<Outcome> {
  const { each: [one] = [] } = await hearMany(verb, { told: [told] })
  return one ?? { text: 'Nothing was said.' }
}

/** The same of many tellings at once, each answered for itself. */
export async function hearMany(
  verb: Verb,
  { told }: z.infer<typeof HearMany>,
): Promise<Required<Pick<Outcome, 'text' | 'each'>>> {
  const read = told.map(({ feed, scans }) => scans.map(scan => orRefusal(() => readScan(scan, feed, verb.now))))
  const sound = read.map(notRefused)
  const once = new Map(sound.flat().map(row => [`${row.number} ${row.key}`, row]))
  const news = await keepScans(verb, [...once.values()])
  const parcels = await settleParcels(verb, [...news])
  for (const [feed, own] of Map.groupBy(told, one => one.feed)) {
    const heard = own.flatMap(one => [...one.scans.map(({ number }) => bareNumber(number)), ...(one.read ?? [])])
    await postponeReading(verb, feed, [...new Set(heard)])
    if (news.size > 0) await verb.record('checkpoints.heard', feed, { numbers: [...news] })
  }
  const each = read.map((rows, at) => {
    const own = sound[at] ?? []
    const refused = rows.length - own.length
    const isNew = own.some(({ number }) => news.has(number))
    const outcome = isNew ? 'followed' : own.length > 0 || rows.length === 0 ? 'known' : 'refused'
    return { text: `${count(own.length, 'scan')} read${refused > 0 ? `, ${refused} refused` : ''}.`, outcome }
  })
  return { text: `${count(once.size, 'scan')} read; ${count(parcels, 'parcel')} followed.`, each }
}
