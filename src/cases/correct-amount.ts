import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { enter, entriesOf, leftToRefund } from './books.ts'
import { kindOf } from './kind.ts'
import { correcting, LEDGERS } from './ledger.ts'
import { factOf, loadCase } from './load-case.ts'

export const CorrectAmount = z.object({
  case: z.string().min(1),
  ledger: z.enum(['refund', 'credit']),
  /** All that truly came, as it is written: `12.50`, `12.50 USD`; `0` for nothing. */
  amount: z.string().trim().min(1).max(40),
  why: z.string().trim().min(1).pipe(truncated(2_000)),
})

/** Puts right how much is on record as refunded or credited, of a case that is open or closed. The books keep both. */
export async function correctAmount(verb: Verb, input: z.infer<typeof CorrectAmount>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const { ledger, why } = input
  const kept = kindOf(one).books
  if (!kept) throw new Refusal(`${one.number} is about time, not money, so it has no amounts.`, 'case')
  const order = await loadOrder(verb.db, one.orderId)
  const books = await entriesOf(verb.db, one.id)
  const usual = books.findLast(entry => entry.ledger === ledger)?.currency ?? order.currency
  const right = readMoney(input.amount, usual)
  const left = await leftToRefund(verb.db, order)
  const { entries, before } = correcting(books, ledger, right, { left, ...kept })
  await enter(verb, one, entries)
  const [from, to] = [inMoney({ ...right, minor: before }), inMoney(right)]
  await verb.record('case.corrected', one.id, { ...factOf(one), ledger, from, to, why })
  return { text: `${one.number}: the ${LEDGERS[ledger]} on record is ${to} now, instead of ${from}.` }
}
