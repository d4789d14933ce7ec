import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { leftToRefund } from '../cases/books.ts'
import { kindOf } from '../cases/kind.ts'
import { refundable } from '../cases/refundable.ts'
import { type Case, caseEntries } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { queueOf } from '../stores/link-store.ts'
import { offerButtons } from './buttons.ts'
import { type LoadedRefund, loadRefund } from './load-refund.ts'
import { storeOfOrder } from './refund-view.ts'
import { type RefundOffer, storeRefunds } from './tables.ts'
import { amountOf, priceWords, refundFacts } from './words.ts'

export const PayRefund = z.object({
  case: z.string().min(1),
  /** Which refund, and which of its offers was pressed; without them the offers are shown. */
  refund: z.uuid().optional(),
  offer: z.coerce.number().int().min(0).optional(),
})

/** Binds what the store offered: it is on record from now on, and the store is asked for the money. Of two who press, the first wins. */
export async function payRefund(verb: Verb, input: z.infer<typeof PayRefund>): Promise<Outcome> {
  const loaded = await loadRefund(verb, input.case, input.refund)
  const { one, refund, store, fact } = loaded
  if (input.offer === undefined) return shown(loaded)
  const offer = mustWait(loaded, input.offer)
  const order = await loadOrder(verb.db, one.orderId)
  const left = await leftToRefund(verb.db, order)
  if (left.minor < refund.leftMinor)
    throw new Refusal(
      `More of order ${order.number} was refunded since ${store} offered this. Ask for the amount again.`,
    )
  const money = refundable(offer.own, left)
  const { recordRefund } = kindOf(one)
  if (!recordRefund) throw new Error(`${one.number} refunds nothing`)
  const says = await recordRefund(verb, one, { money, resolution: refund.resolution, note: refund.note })
  const asked = { status: 'asked' as const, offer: input.offer, askedAt: verb.now, askedBy: verb.actor.name }
  const entryId = await newestEntry(verb, one)
  await verb.db
    .update(storeRefunds)
    .set({ ...asked, entryId })
    .where(eq(storeRefunds.id, refund.id))
  await verb.record('refund.asked', one.id, { ...fact, amount: priceWords(offer) })
  const { id } = await storeOfOrder(verb.db, one.orderId)
  await verb.owe({ name: 'refund.make', subject: refund.id, queue: queueOf(id) })
  return {
    text: `${says} I am asking ${store} to refund ${priceWords(offer)}; the card of ${one.number} says when that is done.`,
  }
}

/** @throws Refusal that says who pressed before, or that the amount is another one by now. */
function mustWait({ one, refund, store }: LoadedRefund, pressed: number): RefundOffer {
  const offer = refund.offers[pressed]
  if (refund.status === 'offered' && offer) return offer
  if (refund.askedBy)
    throw new Refusal(`${refund.askedBy} had ${store} refund ${amountOf(refund)} for ${one.number} already.`)
  throw new Refusal(`That amount doesn’t count any more. See the newest card: /${one.kind} show ${one.number}`)
}

function shown({ one, refund, store }: LoadedRefund): Outcome {
  const [fact] = refundFacts({ store, refund })
  const summary = typeof fact?.value === 'string' ? fact.value : `${store} has refunded it.`
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'waiting', title: `Refund ${one.number} at ${store}`, summary },
      buttons: offerButtons({ refund }),
    },
  }
}

/** The line of the books that was just entered. */
async function newestEntry({ db }: Verb, one: Case): Promise<number> {
  const settled = and(eq(caseEntries.caseId, one.id), eq(caseEntries.ledger, 'refund'), eq(caseEntries.kind, 'settled'))
  const [entry] = await db.select().from(caseEntries).where(settled).orderBy(desc(caseEntries.id)).limit(1)
  if (!entry) throw new Error(`the refund of ${one.number} is not in its books`)
  return entry.id
}
