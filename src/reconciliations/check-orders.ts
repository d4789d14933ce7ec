import { TZDate } from '@date-fns/tz'
import { startOfDay } from 'date-fns/startOfDay'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { readWhen } from '../kernel/words/read-when.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findConnected } from '../stores/find-connected.ts'
import { checkOf } from '../stores/link-store.ts'
import { comparisonOf } from './compare-store.ts'

export const CheckOrders = z.object({ store: z.string().min(1), since: z.string().trim().min(1).optional() })

/** Has a store looked at now, and its orders compared with those here. */
export async function checkOrders(verb: Verb, input: z.infer<typeof CheckOrders>): Promise<Outcome> {
  const { store, link } = await findConnected(verb.db, input.store)
  const since = input.since && startOf(input.since, verb.now)
  if (since && since > verb.now) throw new Refusal('That day is yet to come.', 'since')
  await verb.owe(checkOf(store.id))
  const compares = verb.outside.storefronts.get(link.kind)?.walk !== undefined
  if (!compares) return { text: `I am checking ${store.name}. What I find is posted in the alerts room.` }
  await verb.owe(comparisonOf(store.id, since || undefined))
  await verb.record('store.comparison_asked', store.id, { name: store.name })
  return { text: `I am checking ${store.name} and counting its orders. What I find is posted in the alerts room.` }
}

function startOf(typed: string, now: Date): Date {
  const zone = staffZone()
  const { at } = readWhen(typed, { zone, now, field: 'since', past: true })
  return new Date(startOfDay(new TZDate(at.getTime(), zone)).getTime())
}
