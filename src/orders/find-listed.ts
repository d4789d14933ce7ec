import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import { skuKey } from '../suppliers/sku.ts'
import type { Takers } from '../suppliers/takers.ts'
import { beyondCards, hourOf, MOST_CARDS } from './burst.ts'
import { gateOf } from './gate.ts'
import { type IncomingOrder, shippable } from './incoming-order.ts'
import type { ToldOrder } from './leave-out-erased.ts'
import type { KnownOrders } from './look-up.ts'
import { riskTold } from './not-taken.ts'
import { orders } from './tables.ts'

/**
 * Which of the new orders that a store tells are shown by their hour's list, in place of a card each. Pure.
 * @param cards how many orders of the hour have a card already
 */
export function findListed(
  known: KnownOrders,
  fresh: readonly ToldOrder[],
  takers: Takers,
  cards: number,
): ReadonlySet<ToldOrder> {
  if (cards + fresh.length <= MOST_CARDS) return new Set()
  const unsupplied = new Set(findUnsupplied(fresh, takers))
  const judged = fresh.map(order => ({ order, needsStaff: unsupplied.has(order) || waits(known, order) }))
  return new Set(beyondCards(judged, cards).map(({ order }) => order))
}

/** Those with a line that nobody supplies. Pure. */
export function findUnsupplied<One extends IncomingOrder>(all: readonly One[], takers: Takers): readonly One[] {
  const isSupplied = (sku: string | null) => sku !== null && (takers.get(skuKey(sku))?.length ?? 0) > 0
  return all.filter(({ lines }) => !shippable(lines).every(({ sku }) => isSupplied(sku)))
}

/** Whether its payment or its risk keeps it from being sent. */
function waits(known: KnownOrders, { financialStatus, cashOnDelivery, risk, externalId }: ToldOrder): boolean {
  const judged = { financialStatus, cashOnDelivery, risk: risk ?? riskTold(known.heard(externalId)) }
  return gateOf(judged, known.store).pass !== 'send'
}

/** How many orders that came in since the hour began have a card of their own; counted no further than matters. */
export async function countCards({ db, now }: Verb): Promise<number> {
  return (await readSelect(db, havingCards({ hour: hourOf(now).toISOString() }))).length
}

const havingCards = statement<'hour'>(
  ({ hour }) => sql`select to_json(${orders.id}) as held from ${orders}
    where ${orders.receivedAt} >= ${hour}::timestamptz and ${orders.listed} = false limit ${MOST_CARDS}`,
)
