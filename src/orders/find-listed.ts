import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import { skuKey } from '../suppliers/sku.ts'
import { takersOf } from '../suppliers/takers.ts'
import { beyondCards, hourOf, MOST_CARDS } from './burst.ts'
import { gateOf } from './gate.ts'
import { type IncomingOrder, shippable } from './incoming-order.ts'
import type { ToldOrder } from './leave-out-erased.ts'
import type { KnownOrders } from './look-up.ts'
import { riskTold } from './not-taken.ts'
import { orders } from './tables.ts'

/**
 * Which of the new orders that a store tells are shown by their hour's list, in place of a card each.
 * @param cards how many orders of the hour have a card already
 */
export async function findListed(
  { db }: Verb,
  known: KnownOrders,
  fresh: readonly ToldOrder[],
  cards: number,
): Promise<ReadonlySet<ToldOrder>> {
  if (cards + fresh.length <= MOST_CARDS) return new Set()
  const unsupplied = await findUnsupplied(db, fresh)
  const judged = fresh.map(order => ({ order, needsStaff: unsupplied.has(order) || waits(known, order) }))
  return new Set(beyondCards(judged, cards).map(({ order }) => order))
}

/** Those with a line that nobody supplies. */
export async function findUnsupplied<One extends IncomingOrder>(
  db: Reads,
  all: readonly One[],
): Promise<ReadonlySet<One>> {
  const lines = new Map(all.map(order => [order, shippable(order.lines)]))
  const skus = [...lines.values()].flatMap(own => own.map(({ sku }) => sku))
  const takers = await takersOf(db, skus)
  const isSupplied = (sku: string | null) => sku !== null && (takers.get(skuKey(sku))?.length ?? 0) > 0
  return new Set(all.filter(order => !lines.get(order)?.every(({ sku }) => isSupplied(sku))))
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
