import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { readPingLimit, setPingLimit } from '../kernel/asking/ping-limit.ts'
import { leftOutInWords, leftOutSince } from './left-out-pings.ts'

export const LimitPings = z.object({ most: z.coerce.number().int().min(0).max(1_000).optional() })

/** Sets how often a day anybody is called by what is not urgent; without a number it says how often that is now. */
export async function limitPings(verb: Verb, { most }: z.infer<typeof LimitPings>): Promise<Outcome> {
  const { db, now } = verb
  if (most === undefined) {
    const limit = await readPingLimit(db)
    const left = leftOutInWords(await leftOutSince(db, now))
    return {
      text: `Nobody is pinged more than ${limit} times a day; urgent pings always come.${left ? ` Not pinged since yesterday: ${left}.` : ''}`,
    }
  }
  await setPingLimit(db, most)
  await verb.record('pings.limited', 'pings', { most })
  return { text: `Nobody is pinged more than ${most} times a day now; urgent pings always come.` }
}
