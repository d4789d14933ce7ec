import { z } from 'zod'
import { enter, entriesOf, leftToRefund } from '../cases/books.ts'
import type { RefundToRecord } from '../cases/kind.ts'
import { balancesOf, expecting, LEDGERS, type LedgerEntry, type LedgerName, openOf, settling } from '../cases/ledger.ts'
import { leftOfPieces } from '../cases/left-of-pieces.ts'
import { factOf } from '../cases/load-case.ts'
import { Again, mustMeanIt } from '../cases/must-mean-it.ts'
import { refundable } from '../cases/refundable.ts'
import type { Case } from '../cases/tables.ts'
import { whereToPay } from '../cases/where-to-pay.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import type { Order } from '../orders/tables.ts'
import { storeOfOrder } from '../refunds/refund-view.ts'
import { wantRefund } from '../refunds/want-refund.ts'
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

/** Asks the store for what the customer is refunded, all that is owed or a part; where it can't be asked, it is recorded. */
export async function refundReturn(verb: Verb, input: Input): Promise<Outcome> {
  const owed = await loadOwed(verb, input, 'refund')
  const { one, order, amount } = owed
  if (!(await storeOfOrder(verb.db, order.id)).canRefund) return settle(verb, input, owed)
  const { full, words } = await leftOfReturn(verb, owed)
  // The store knows what the pieces come to with tax and discounts; a part of it is an amount alone.
  const whole = !input.amount && !words && amount.minor === full.minor
  return wantRefund(verb, one, whole ? { pieces: await piecesOf(verb, one) } : { amount })
}

/** Records what the customer was refunded by hand: all that is owed, or a part; never more than was paid for the order. */
export async function recordReturnRefund(verb: Verb, input: Input): Promise<Outcome> {
  return settle(verb, input, await loadOwed(verb, input, 'refund'))
}

/** The supplier’s credit came: all that is owed, or a part of it. */
export async function creditReturn(verb: Verb, input: Input): Promise<Outcome> {
  return settle(verb, input, await loadOwed(verb, input, 'credit'))
}

/** Records the refund that its store is asked for; it may come to more than was thought. */
export async function recordStoreRefund(verb: Verb, { id }: Case, { money }: RefundToRecord): Promise<string> {
  const { one } = await loadReturn(verb, id, 'refund')
  const before = await entriesOf(verb.db, one.id)
  const owed = balancesOf(before, 'refund').find(({ currency }) => currency === money.currency)
  const more = money.minor - (owed?.open ?? 0)
  const said = more > 0 ? expecting(before, 'refund', { ...money, minor: (owed?.expected ?? 0) + more }) : []
  const all = await book(verb, one, { ledger: 'refund', amount: money, before, said })
  return `${one.number}: ${inMoney(money)} is on record as ${LEDGERS.refund}${all ? ', which is all' : ''}.`
}

type Owed = { one: Case; order: Order; before: readonly LedgerEntry[]; ledger: LedgerName; amount: Money }

async function loadOwed(verb: Verb, input: Input, ledger: LedgerName): Promise<Owed> {
  const { one } = await loadReturn(verb, input.case, ledger)
  const order = await loadOrder(verb.db, one.orderId)
  const before = await entriesOf(verb.db, one.id)
  const amount = input.amount ? readMoney(input.amount, usual(before, ledger) ?? order.currency) : open(before, ledger)
  const owed = { one, order, before, ledger, amount }
  if (ledger === 'refund') {
    refundable(amount, await leftToRefund(verb.db, order))
    if (!input.amount) await mustNotBeTwice(verb, owed)
  }
  return owed
}

async function settle(verb: Verb, input: Input, { one, order, before, ledger, amount }: Owed): Promise<Outcome> {
  if (!input.again) await mustMeanIt(verb, one, ledger, amount)
  // A credit that came before anybody said what it would be is what is owed.
  const said = ledger === 'credit' && balancesOf(before, ledger).length === 0 ? expecting(before, ledger, amount) : []
  const all = await book(verb, one, { ledger, amount, before, said })
  const pay = ledger === 'refund' ? await whereToPay(verb.db, order, one) : ''
  return {
    text: `${one.number}: ${inMoney(amount)} of the ${LEDGERS[ledger]} is recorded${all ? ', which is all' : ''}.${pay}`,
  }
}

type Booking = Pick<Owed, 'ledger' | 'amount' | 'before'> & { said: readonly LedgerEntry[] }

/** Records what was paid and, before it, what was only now said to be owed. @returns whether nothing is left to pay. */
async function book(verb: Verb, one: Case, { ledger, amount, before, said }: Booking): Promise<boolean> {
  const entry = settling([...before, ...said], ledger, amount)
  await enter(verb, one, [...said, entry])
  await settleTimes(verb, one)
  await awaitNext(verb, one)
  const all = balancesOf([...before, ...said, entry], ledger).every(balance => balance.open === 0)
  await verb.record('return.settled', one.id, { ...factOf(one), ledger, amount: inMoney(amount), all })
  return all
}

/** @throws Refusal where another case refunded the pieces since they were owed, and nobody says that it is meant. */
async function mustNotBeTwice(verb: Verb, owed: Owed): Promise<void> {
  const { left, others, words } = await leftOfReturn(verb, owed)
  if (!others || owed.amount.minor <= left.minor) return
  throw new Refusal(`${words}. To refund ${inMoney(owed.amount)} all the same, write the amount.`, 'amount')
}

const leftOfReturn = async (verb: Verb, { one, order }: Owed) =>
  leftOfPieces(verb.db, order, await piecesOf(verb, one), one.id)

async function piecesOf({ db }: Verb, one: Case) {
  return (await returnLinesOf(db, one.id)).map(({ id, quantity }) => ({ lineId: id, quantity }))
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
