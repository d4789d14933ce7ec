import { z } from 'zod'
import { entriesOf, leftToRefund } from '../cases/books.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import type { RefundToRecord } from '../cases/kind.ts'
import { openOf } from '../cases/ledger.ts'
import { type LeftOfPieces, leftOfPieces } from '../cases/left-of-pieces.ts'
import { Again, mustMeanIt } from '../cases/must-mean-it.ts'
import type { Case } from '../cases/tables.ts'
import { whereToPay } from '../cases/where-to-pay.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { type Money, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { reasonFrom } from '../orders/order.ts'
import { ByHand } from '../refunds/by-hand.ts'
import { storeOfOrder } from '../refunds/refund-view.ts'
import { type WantedRefund, wantRefund } from '../refunds/want-refund.ts'
import { complaintPieces } from './complaint-pieces.ts'
import { type EndingComplaint, endComplaint } from './end-complaint.ts'
import { loadComplaint } from './load-complaint.ts'
import { mustSendOnce } from './must-send-once.ts'
import { resolutions, settle } from './resolution.ts'

export const ResolveComplaint = z.object({
  case: z.string().min(1),
  resolution: reasonFrom(resolutions, RESOLUTIONS, { noun: 'resolutions' }),
  /**
   * As it is written: `12.50`, `12.50 USD`. A refund without one is of what was paid for the pieces and not refunded
   * yet.
   */
  amount: z.string().trim().max(40).optional(),
  /** Who sends the replacement; the same supplier, if nobody is named. */
  supplier: z.string().optional(),
  note: truncated(2_000).optional(),
  paid: ByHand,
  again: Again,
})
type Input = z.infer<typeof ResolveComplaint>

/**
 * Ends a complaint with what the customer gets, or why nothing. A replacement is sent by a purchase order of its own. Where
 * the store can be asked for a refund, the complaint ends once staff press its amount.
 */
export async function resolveComplaint(verb: Verb, input: Input): Promise<Outcome> {
  const ending = await load(verb, input.case)
  const { one, order, credit, rest } = ending
  const amount = input.amount ? readMoney(input.amount, order.currency) : null
  const { resolution, note, supplier } = input
  if (supplier && resolution !== 'replacement')
    throw new Refusal('Only a replacement is sent by a supplier. Leave it empty.', 'supplier')
  const offered = resolution === 'supplier_credit' ? credit : null
  const usual = resolution === 'refund' && !amount ? usualRefund(rest) : offered
  const money = settle(resolution, amount ?? usual, rest.full, await leftToRefund(verb.db, order))
  if (money.refund && !input.paid && (await storeOfOrder(verb.db, order.id)).canRefund)
    return wantRefund(verb, one, { ...wanted(ending, amount, money.refund), resolution, note })
  for (const ledger of ['refund', 'credit'] as const) {
    const moved = money[ledger]
    if (moved && !input.again) await mustMeanIt(verb, one, ledger, moved)
  }
  const says = await endComplaint(verb, ending, { resolution, note: note ?? null, supplier }, money)
  return { text: money.refund ? `${says}${await whereToPay(verb.db, order, one)}` : says }
}

/** Ends a complaint with the refund that its store is asked for. */
export async function refundComplaint(verb: Verb, { id }: Case, refund: RefundToRecord): Promise<string> {
  const ending = await load(verb, id)
  const resolution = resolutions.find(one => one === refund.resolution) ?? 'refund'
  return endComplaint(verb, ending, { resolution, note: refund.note }, { refund: refund.money, credit: null })
}

async function load(verb: Verb, named: string): Promise<EndingComplaint> {
  const { one, complaint } = await loadComplaint(verb, named, 'resolve')
  const order = await loadOrder(verb.db, one.orderId)
  await mustSendOnce(verb.db, complaint.replacementId)
  const pieces = await complaintPieces(verb.db, one.id)
  const books = await entriesOf(verb.db, one.id)
  const rest = await leftOfPieces(verb.db, order, asPieces(pieces), one.id)
  return { one, complaint, order, pieces, books, credit: openOf(books, 'credit'), rest }
}

/** All pieces, as the store counts them, where nothing of them was refunded yet; else what is left, or was written. */
function wanted({ pieces, rest }: EndingComplaint, written: Money | null, amount: Money): WantedRefund {
  return written || rest.words ? { amount } : { pieces: asPieces(pieces) }
}

const asPieces = (pieces: EndingComplaint['pieces']) =>
  pieces.map(({ line, quantity }) => ({ lineId: line.id, quantity }))

/** @throws Refusal where all of it was refunded before: to give more, say how much. */
function usualRefund({ left, words }: LeftOfPieces): Money {
  if (!words || left.minor > 0) return left
  throw new Refusal(`${words}, which is all that was paid for them. To refund more, write the amount.`, 'amount')
}
