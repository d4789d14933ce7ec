import { and, eq, inArray } from 'drizzle-orm'
import { leftToRefund } from '../cases/books.ts'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { orderLines } from '../orders/tables.ts'
import type { Piece } from '../shipments/pieces.ts'
import { queueOf } from '../stores/link-store.ts'
import { storeOfOrder } from './refund-view.ts'
import { isUnderWay, storeRefunds } from './tables.ts'
import { amountOf } from './words.ts'

/** What a case wants given back: the pieces as the store counts them, or an amount of money in the order's currency. */
export type WantedRefund = ({ pieces: readonly Piece[] } | { amount: Money }) & {
  /** How the case ends by it, where it does; and the note for that. */
  resolution?: string
  note?: string | undefined
}

/**
 * Asks the store of a case what it would refund. The money is asked for once staff have seen the amount and press it.
 * @throws Refusal while a refund of the case is under way there.
 */
export async function wantRefund(verb: Verb, one: Case, wanted: WantedRefund): Promise<Outcome> {
  const store = await storeOfOrder(verb.db, one.orderId)
  const [before] = await verb.db
    .select()
    .from(storeRefunds)
    .where(and(eq(storeRefunds.caseId, one.id), isUnderWay))
  if (before?.askedAt)
    throw new Refusal(`${store.name} was asked to refund ${amountOf(before)} for ${one.number} and hasn’t done it yet.`)
  if (before) await verb.db.update(storeRefunds).set({ status: 'ended' }).where(eq(storeRefunds.id, before.id))
  const amount = 'amount' in wanted ? wanted.amount : null
  const { minor: leftMinor } = await leftToRefund(verb.db, await loadOrder(verb.db, one.orderId))
  const [refund] = await verb.db
    .insert(storeRefunds)
    .values({
      ...{ caseId: one.id, orderId: one.orderId, wantedAt: verb.now, wantedBy: verb.actor.name },
      lines: 'pieces' in wanted ? await asStored(verb, wanted.pieces) : [],
      leftMinor,
      ...{ wantedMinor: amount?.minor ?? null, resolution: wanted.resolution ?? null, note: wanted.note ?? null },
    })
    .returning()
  if (!refund) throw new Error('a refund was not inserted')
  const fact = { ...factOf(one), store: store.name }
  await verb.record('refund.wanted', one.id, { ...fact, amount: amount && inMoney(amount) })
  await verb.owe({ name: 'refund.offer', subject: refund.id, queue: queueOf(store.id) })
  return {
    text: `I am asking ${store.name} what it would refund for ${one.number}. The amount will be on its card: nothing is refunded until you press it.`,
  }
}

/** Pieces by the store's own ids of their lines. */
async function asStored({ db }: Verb, pieces: readonly Piece[]) {
  const ids = pieces.map(({ lineId }) => lineId)
  const rows = await db.select().from(orderLines).where(inArray(orderLines.id, ids))
  return pieces.flatMap(({ lineId, quantity }) => {
    const line = rows.find(({ id }) => id === lineId)
    return line ? [{ line: line.externalId, quantity }] : []
  })
}
