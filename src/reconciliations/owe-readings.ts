import { subMinutes } from 'date-fns/subMinutes'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { checkOf } from '../stores/link-store.ts'
import { isConnected, storeLinks } from '../stores/tables.ts'
import { catchUpOf } from './catch-up.ts'
import { comparisonOf } from './compare-store.ts'

export const OweReadings = z.object({
  /** Those that are due, all of them as after a start, or all to be compared and checked as well, once a day. */
  which: z.enum(['due', 'all', 'daily']),
})

/** How long what a store's webhooks did not bring may stay unnoticed, minutes. */
const EVERY = 60

/** Owes every connected store its reading: often where its webhooks are weak, else by the hour. */
export async function oweReadings(verb: Verb, { which }: z.infer<typeof OweReadings>): Promise<Outcome> {
  let owed = 0
  for (const { storeId, kind, readUntil } of await verb.db.select().from(storeLinks).where(isConnected)) {
    const storefront = verb.outside.storefronts.get(kind)
    if (!storefront) continue
    if (which === 'daily') await verb.owe(checkOf(storeId))
    if (!storefront.walk) continue
    const isDue = storefront.hasWeakWebhooks || !readUntil || readUntil < subMinutes(verb.now, EVERY)
    if (which === 'due' && !isDue) continue
    await verb.owe(which === 'daily' ? comparisonOf(storeId) : catchUpOf(storeId))
    owed += 1
  }
  return { text: `${count(owed, 'store')} to read.` }
}
