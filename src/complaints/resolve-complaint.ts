import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { enter, entriesOf, leftToRefund } from '../cases/books.ts'
import { markClosed } from '../cases/close-case.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import { openOf } from '../cases/ledger.ts'
import { type LeftOfPieces, leftOfPieces } from '../cases/left-of-pieces.ts'
import { factOf } from '../cases/load-case.ts'
import { Again, mustMeanIt } from '../cases/must-mean-it.ts'
import type { Case } from '../cases/tables.ts'
import { whereToPay } from '../cases/where-to-pay.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { reasonFrom } from '../orders/order.ts'
import { booked, givenUp } from './booked.ts'
import { complaintPieces } from './complaint-pieces.ts'
import { loadComplaint } from './load-complaint.ts'
import { mustSendOnce } from './must-send-once.ts'
import { replace } from './replace.ts'
import { resolutions, settle } from './resolution.ts'
import { complaints } from './tables.ts'

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
  again: Again,
})

/**
 * Ends a complaint with what the customer gets, or why nothing. A replacement is sent by a purchase order of its own.
 */
export async function resolveComplaint(verb: Verb, input: z.infer<typeof ResolveComplaint>): Promise<Outcome> {
  const { one, complaint } = await loadComplaint(verb, input.case, 'resolve')
  const order = await loadOrder(verb.db, one.orderId)
  await mustSendOnce(verb.db, complaint.replacementId)
  const pieces = await complaintPieces(verb.db, one.id)
  const amount = input.amount ? readMoney(input.amount, order.currency) : null
  const { resolution } = input
  if (input.supplier && resolution !== 'replacement')
    throw new Refusal('Only a replacement is sent by a supplier. Leave it empty.', 'supplier')
  const books = await entriesOf(verb.db, one.id)
  const credit = openOf(books, 'credit')
  const offered = resolution === 'supplier_credit' ? credit : null
  const about = pieces.map(({ line, quantity }) => ({ lineId: line.id, quantity }))
  const rest = await leftOfPieces(verb.db, order, about, one.id)
  const usual = resolution === 'refund' && !amount ? usualRefund(rest) : offered
  const money = settle(resolution, amount ?? usual, rest.full, await leftToRefund(verb.db, order))
  for (const ledger of ['refund', 'credit'] as const) {
    const moved = money[ledger]
    if (moved && !input.again) await mustMeanIt(verb, one, ledger, moved)
  }
  const waived = credit && (resolution === 'explained' || resolution === 'withdrawn') ? givenUp(books, credit) : []
  await enter(verb, one, [
    ...booked(books, 'refund', money.refund),
    ...booked(books, 'credit', money.credit),
    ...waived,
  ])
  const made = resolution === 'replacement' ? await replace(verb, one, order, pieces, input.supplier) : null
  const resolved = { resolvedAt: verb.now, resolvedBy: verb.actor.name, resolution, resolutionNote: input.note ?? null }
  await verb.db
    .update(complaints)
    .set({ ...resolved, warnAt: null, replacementId: made?.id ?? complaint.replacementId })
    .where(eq(complaints.caseId, one.id))
  const words = [money.refund, money.credit].flatMap(one => (one ? inMoney(one) : []))
  await verb.record('complaint.resolved', one.id, {
    ...factOf(one),
    resolution,
    refund: money.refund && inMoney(money.refund),
    credit: money.credit && inMoney(money.credit),
    replacement: made?.number ?? null,
    note: input.note ?? null,
  })
  await markClosed(verb, one, { by: verb.actor.name, reason: resolution, note: input.note ?? null })
  const how = [RESOLUTIONS[resolution].toLowerCase(), ...words].join(' of ')
  const before = money.refund && rest.words
  const open = resolution === 'supplier_credit' ? null : credit && creditWords(one, credit, waived.length > 0)
  const pay = money.refund ? await whereToPay(verb.db, order, one) : ''
  return { text: `${one.number} is resolved: ${[how, made?.says, before, open].filter(Boolean).join('. ')}.${pay}` }
}

/** The credit of a supplier stays in the books until it comes, no matter what the customer got. */
function creditWords({ number }: Case, credit: Money, givenUp: boolean): string {
  if (givenUp) return `The supplier’s credit of ${inMoney(credit)} is no longer expected`
  return `The supplier’s credit of ${inMoney(credit)} is still to come; when it has: /case credit ${number}`
}

/** @throws Refusal where all of it was refunded before: to give more, say how much. */
function usualRefund({ left, words }: LeftOfPieces): Money {
  if (!words || left.minor > 0) return left
  throw new Refusal(`${words}, which is all that was paid for them. To refund more, write the amount.`, 'amount')
}
