import { subDays } from 'date-fns/subDays'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { count } from '../kernel/words/text.ts'
import { shipments } from '../shipments/tables.ts'
import { checkpoints, followedNumbers } from './tables.ts'

/** How old a parcel may be that is registered with a feed that was switched on since, days. */
const RECENT = 45

const Back = z.object({ number: z.string(), carrier: z.string(), carrierName: z.string() })

export const RegisterNumbers = z.object({
  /** Of parcels that were recorded; left out: of all that are on their way. */
  numbers: z.array(z.string()).optional(),
  /** Parcels that go back. */
  back: z.array(Back).optional(),
})

/** Has the feed that is on follow parcels, each number once; nothing where no feed is on. */
export async function registerNumbers(verb: Verb, input: z.infer<typeof RegisterNumbers>): Promise<Outcome> {
  const [feed] = verb.outside.feeds.keys()
  if (!feed) return { text: 'No feed is on.', outcome: 'unchanged' }
  const found = input.back ?? (await parcelsOf(verb, input.numbers))
  if (found.length === 0) return { text: 'Nothing is to be followed.', outcome: 'unchanged' }
  const rows = found.map(one => ({
    ...one,
    feed,
    carrier_name: one.carrierName,
    is_back: input.back !== undefined,
    asked_at: verb.now,
  }))
  const kept = await verb.db.execute(sql`
    insert into ${followedNumbers} (feed, number, carrier, carrier_name, is_back, asked_at)
    select distinct on (number) feed, number, carrier, carrier_name, is_back, asked_at
    from jsonb_populate_recordset(null::${followedNumbers}, ${JSON.stringify(rows)}::jsonb)
    on conflict (feed, number) do ${onConflict(input)} returning number`)
  const fresh = rowsOf(kept).length
  if (fresh > 0) await verb.owe(registrationOf(feed))
  return { text: `${count(fresh, 'parcel')} will be followed.`, outcome: fresh > 0 ? 'asked' : 'unchanged' }
}

/**
 * Each number is registered once. One that was just recorded or corrected may have another carrier: nothing was heard of
 * it by the carrier before, so the feed is asked again.
 */
const onConflict = ({ numbers }: z.infer<typeof RegisterNumbers>) =>
  numbers
    ? sql`update set carrier = excluded.carrier, carrier_name = excluded.carrier_name, asked_at = excluded.asked_at,
        registered_at = null, refused = null, read_at = null
      where ${followedNumbers.carrier} <> excluded.carrier and not ${followedNumbers.isBack}
        and not exists (select from ${checkpoints} where ${eq(checkpoints.number, sql`excluded.number`)} and ${checkpoints.tag} <> 'Pending')`
    : sql`nothing`

/** What is owed when a feed has something to follow. */
export const registrationOf = (feed: string) => ({ name: 'feed.register', subject: feed, queue: queueOfFeed(feed) })
/** One thing at a time is asked of a feed. */
export const queueOfFeed = (feed: string) => `feed ${feed}`

function parcelsOf({ db, now }: Verb, numbers: readonly string[] | undefined) {
  const { number, carrier, carrierName, recordedAt, deliveredAt } = shipments
  const onTheWay = and(isNull(deliveredAt), gt(recordedAt, subDays(now, RECENT)))
  return db
    .selectDistinct({ number, carrier, carrierName })
    .from(shipments)
    .where(numbers ? among(number, numbers) : onTheWay)
}
