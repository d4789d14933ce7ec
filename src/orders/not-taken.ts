import type { Event, Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { story } from '../kernel/ground/journal.ts'
import type { IncomingOrder } from './incoming-order.ts'

type NotTaken = Events['order.turned_away' | 'order.passed_over']

/** What an order that we did not take is called in the journal: it has no row, and so no id of ours. */
export function calledThere(storeId: string, externalId: string): string {
  return `${storeId}/${externalId}`
}

export type Heard = Event<'order.turned_away' | 'order.passed_over' | 'order.assessed' | 'order.refund_told'>
const HEARD: readonly Heard['name'][] = [
  'order.turned_away',
  'order.passed_over',
  'order.assessed',
  'order.refund_told',
]

/** What a store reported of orders that have no row here, by what they are called there, oldest first. */
export async function heardBefore(
  db: Reads,
  storeId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Heard[]>> {
  const called = externalIds.map(id => calledThere(storeId, id))
  return heardAmong(storeId, await story(db, called))
}

/** The same of what the journal says of them. Pure. */
export function heardAmong(storeId: string, told: readonly Event[]): ReadonlyMap<string, readonly Heard[]> {
  const heard = told.filter((one): one is Heard => HEARD.some(name => name === one.name))
  return Map.groupBy(heard, ({ about }) => about.slice(calledThere(storeId, '').length))
}

/** What we last heard of an order that we did not take; null when we know nothing. Pure. */
export function lastHeard(heard: readonly Heard[]): NotTaken | null {
  const last = heard.findLast(one => one.name === 'order.turned_away' || one.name === 'order.passed_over')
  return (last?.data as NotTaken | undefined) ?? null
}

/** The risk that a store reported for an order before it came in. Pure. */
export function riskTold(heard: readonly Heard[]): IncomingOrder['risk'] {
  const last = heard.findLast(one => one.name === 'order.assessed')
  return (last?.data as Events['order.assessed'] | undefined)?.risk ?? null
}
