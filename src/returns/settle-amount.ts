import { z } from 'zod'
import { enter, entriesOf, leftToRefund } from '../cases/books.ts'
import { balancesOf, expecting, LEDGERS, type LedgerEntry, type LedgerName, openOf, settling } from '../cases/ledger.ts'
import { leftOfPieces } from '../cases/left-of-pieces.ts'
import { factOf } from '../cases/load-case.ts'
import { Again, mustMeanIt } from '../cases/must-mean-it.ts'
import type { Case } from '../cases/tables.ts'
import { whereToPay } from '../cases/where-to-pay.ts'
import { refundable } from '../complaints/resolution.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import type { Order } from '../orders/tables.ts'
import { awaitNext } from './await-next.ts'
import { loadReturn, returnLinesOf } from './load-return.ts'
import { settleTimes } from './settle-times.ts'

export const SettleAmount = z.object({
  case: z.string().min(1),
  /** As it is written: `12.50`; all that is open, if nothing is said. */
  amount: z.string().trim().max(40).optional(),
  again: Again,
})
type Input = z.infer<typeof SettleAmount>

/** Records what the customer is refunded: all that is owed, or a part; never more than was paid for the order. */
export function refundReturn(verb: Verb, input: Input): Promise<Outcome> {
  return settle(verb, input, 'refund')
}

/** The supplier’s credit came: all that is owed, or a part of it. */
export function creditReturn(verb: Verb, input: Input): Promise<Outcome> {
  return settle(verb, input, 'credit')
}

async function settle(verb: Verb, input: Input, ledger: LedgerName): Promise<Outcome> {
  const { one } = await loadReturn(verb, input.case, ledger)
  const order = await loadOrder(verb.db, one.orderId)
  const before = await entriesOf(verb.db, one.id)
  const amount = input.amount ? readMoney(input.amount, usual(before, ledger) ?? order.currency) : open(before, ledger)
  if (ledger === 'refund') {
    refundable(amount, await leftToRefund(verb.db, order))
    if (!input.amount) await mustNotBeTwice(verb, one, order, amount)
  }
  if (!input.again) await mustMeanIt(verb, one, ledger, amount)
  // A credit that came before anybody said what it would be is what is owed.
  const said = ledger === 'credit' && balancesOf(before, ledger).length === 0 ? expecting(before, ledger, amount) : []
  const entry = settling([...before, ...said], ledger, amount)
  await enter(verb, one, [...said, entry])
  await settleTimes(verb, one)
  await awaitNext(verb, one)
  const all = balancesOf([...before, ...said, entry], ledger).every(balance => balance.open === 0)
  await verb.record('return.settled', one.id, { ...factOf(one), ledger, amount: inMoney(amount), all })
  const pay = ledger === 'refund' ? await whereToPay(verb.db, order, one) : ''
  return {
    text: `${one.number}: ${inMoney(amount)} of the ${LEDGERS[ledger]} is recorded${all ? ', which is all' : ''}.${pay}`,
  }
}

/** @throws Refusal where another case refunded the pieces since they were owed, and nobody says that it is meant. */
async function mustNotBeTwice(verb: Verb, one: Case, order: Order, amount: Money): Promise<void> {
  const lines = await returnLinesOf(verb.db, one.id)
  const pieces = lines.map(({ id, quantity }) => ({ lineId: id, quantity }))
  const { left, others, words } = await leftOfPieces(verb.db, order, pieces, one.id)
  if (!others || amount.minor <= left.minor) return
  throw new Refusal(`${words}. To refund ${inMoney(amount)} all the same, write the amount.`, 'amount')
}

/** The currency in which it is expected. */
function usual(entries: readonly LedgerEntry[], ledger: LedgerName): string | undefined {
  return balancesOf(entries, ledger).find(({ expected }) => expected > 0)?.currency
}

function open(entries: readonly LedgerEntry[], ledger: LedgerName): Money {
  const all = openOf(entries, ledger)
  if (all) return all
  throw new Refusal(`Nothing of the ${LEDGERS[ledger]} is open. Write an amount such as 12.50.`, 'amount')
}
