import { z } from 'zod'
import { CARRIER_DETAILS, CARRIER_TAGS, type TaggedScan } from '../../kernel/shapes/feed.ts'
import { findCountry } from '../../kernel/words/country.ts'

/** The version of what this door reads. A change that would refuse, or read otherwise, what was good before makes another. */
export const CARRIER_SCHEMA = '2026-11'
/** How many scans one request may bring. */
export const MOST_IN_ONE = 500

const words = (most: number, means: string) => z.string().max(most).nullish().describe(means)

const SentScan = z.strictObject({
  number: z.string().trim().min(6).max(64).describe('The tracking number, as on the label.'),
  tag: z
    .enum(CARRIER_TAGS)
    .nullish()
    .describe('AfterShip’s nine tags. Leave it out for a status that is none of them: it is shown, and moves nothing.'),
  detail: z
    .enum(CARRIER_DETAILS)
    .nullish()
    .describe('`accepted` is the carrier’s first scan, when it took the parcel over itself.'),
  status: words(200, 'The status as the carrier calls it.'),
  words: words(1_000, 'The carrier’s own words. They are shown, without the name of who signed.'),
  place: words(200, 'The city.'),
  country: z
    .string()
    .refine(code => findCountry(code) === code, 'isn’t the two capital letters of a country, such as DE')
    .nullish()
    .describe('Two letters.'),
  at: z
    .union(
      [z.iso.datetime({ offset: true, local: true }), z.iso.date()],
      'isn’t a time such as 2026-11-03T09:15:00+01:00, or a day',
    )
    .describe('When it happened. Without a zone it is the time at that place.'),
})

export const SentScans = z.strictObject({
  schema: z.literal(CARRIER_SCHEMA, `must be "${CARRIER_SCHEMA}", the version of this door`),
  scans: z.array(SentScan).min(1).max(MOST_IN_ONE),
})

/** Scans of this door as every feed brings them. Pure. */
export const asTagged = ({ scans }: z.output<typeof SentScans>): readonly TaggedScan[] =>
  scans.map(({ tag, status, ...rest }) => ({ ...rest, tag: tag ?? null, status: status ?? tag ?? '' }))
