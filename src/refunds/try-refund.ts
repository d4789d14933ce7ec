import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { enter, entriesOf, leftToRefund } from '../cases/books.ts'
import { kindOf } from '../cases/kind.ts'
import { balancesOf, correcting } from '../cases/ledger.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { queueOf } from '../stores/link-store.ts'
import { loadRefund } from './load-refund.ts'
import { storeOfOrder } from './refund-view.ts'
import { storeRefunds } from './tables.ts'
import { amountOf } from './words.ts'

export const OneRefund = z.object({ case: z.string().min(1), refund: z.uuid().optional() })

/** Asks the store again, for the same money. */
export async function tryRefund(verb: Verb, input: z.infer<typeof OneRefund>): Promise<Outcome> {
  const { one, refund, store } = await loadRefund(verb, input.case, input.refund)
  if (refund.status === 'done') return { text: `${store} has refunded ${amountOf(refund)} for ${one.number}.` }
  if (!refund.askedAt || refund.status === 'ended')
    throw new Refusal(`Nobody asked ${store} for that refund of ${one.number}.`, 'case')
  const { id } = await storeOfOrder(verb.db, one.orderId)
  await verb.owe({ name: 'refund.make', subject: refund.id, queue: queueOf(id) })
  return { text: `I am asking ${store} again to refund ${amountOf(refund)} for ${one.number}.` }
}

/**
 * Gives a refund up that the store doesn't make: it is off the record again.
 * @throws Refusal where the store may have made it.
 */
export async function dropRefund(verb: Verb, input: z.infer<typeof OneRefund>): Promise<Outcome> {
  const { one, refund, store, fact } = await loadRefund(verb, input.case, input.refund)
  const amount = amountOf(refund)
  if (refund.status === 'done' || refund.status === 'ended')
    throw new Refusal(`No refund of ${one.number} is on its way at ${store}.`, 'case')
  if (refund.status !== 'declined' && refund.askedAt)
    throw new Refusal(`${store} hasn’t said that it doesn’t refund ${amount}, so it may still do it. Press Try again.`)
  await verb.db.update(storeRefunds).set({ status: 'ended' }).where(eq(storeRefunds.id, refund.id))
  await verb.record('refund.dropped', one.id, { ...fact, id: refund.id, amount, why: refund.why })
  const offer = refund.offers[refund.offer ?? -1]
  if (!offer) return { text: `Nothing is refunded for ${one.number}.` }
  const books = await entriesOf(verb.db, one.id)
  const settled = balancesOf(books, 'refund').find(({ currency }) => currency === offer.own.currency)?.settled ?? 0
  const right = { ...offer.own, minor: Math.max(0, settled - offer.own.minor) }
  const left = await leftToRefund(verb.db, await loadOrder(verb.db, one.orderId))
  const kept = kindOf(one).books ?? { atOnce: false }
  if (right.minor < settled) {
    await enter(verb, one, correcting(books, 'refund', right, { left, ...kept }).entries)
    const from = inMoney({ ...right, minor: settled })
    const why = `${store} didn’t refund it`
    await verb.record('case.corrected', one.id, { ...fact, ledger: 'refund', from, to: inMoney(right), why })
  }
  return { text: `${amount} is off the record of ${one.number} again.` }
}
