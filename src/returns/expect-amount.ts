import { z } from 'zod'
import { enter, entriesOf, leftToRefund } from '../cases/books.ts'
import { balancesOf, expecting, LEDGERS } from '../cases/ledger.ts'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { awaitNext } from './await-next.ts'
import { loadReturn } from './load-return.ts'
import { settleTimes } from './settle-times.ts'

export const ExpectAmount = z.object({
  case: z.string().min(1),
  ledger: z.enum(['refund', 'credit']),
  /** As it is written: `12.50 USD`; `0` for nothing. */
  amount: z.string().trim().min(1).max(40),
})

/** Says what is owed from now on: to the customer, which is the staff’s to say, or by the supplier. */
export async function expectAmount(verb: Verb, input: z.infer<typeof ExpectAmount>): Promise<Outcome> {
  const { one } = await loadReturn(verb, input.case, 'expect')
  const { ledger } = input
  if (ledger === 'refund' && verb.actor.side === 'supplier')
    throw new Refusal('Only the shop’s staff can say what the customer gets back.')
  const order = await loadOrder(verb.db, one.orderId)
  const amount = readMoney(input.amount, order.currency)
  const before = await entriesOf(verb.db, one.id)
  if (ledger === 'refund') mustBePaid(one, amount, before, await leftToRefund(verb.db, order))
  await enter(verb, one, expecting(before, ledger, amount))
  await settleTimes(verb, one)
  await awaitNext(verb, one)
  const fell = ledger === 'credit' && verb.actor.side === 'supplier' ? fallen(before, amount) : null
  await verb.record('return.expected', one.id, { ...factOf(one), ledger, amount: inMoney(amount), fell })
  return { text: `${one.number}: the ${LEDGERS[ledger]} is ${inMoney(amount)}.` }
}

/** What was named before, in words, where it is less now, or in a currency that nobody can compare; else null. */
function fallen(before: Parameters<typeof balancesOf>[0], { currency, minor }: Money): string | null {
  const named = balancesOf(before, 'credit').find(({ expected }) => expected > 0)
  if (!named || (named.currency === currency && named.expected <= minor)) return null
  return inMoney({ currency: named.currency, minor: named.expected })
}

/** @throws Refusal for more than the customer paid and did not get back yet, and for another currency. */
function mustBePaid(one: Case, amount: Money, before: Parameters<typeof balancesOf>[0], left: Money): void {
  if (amount.currency !== left.currency)
    throw new Refusal(`The customer paid in ${left.currency}. Refund in ${left.currency}.`, 'amount')
  const settled = balancesOf(before, 'refund').find(({ currency }) => currency === amount.currency)?.settled ?? 0
  if (amount.minor > left.minor + settled)
    throw new Refusal(`${one.number}: only ${inMoney({ ...left, minor: left.minor + settled })} was paid.`, 'amount')
}
