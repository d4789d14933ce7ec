import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney, readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { enter, entriesOf } from './books.ts'
import { openOf, settling } from './ledger.ts'
import { factOf, loadCase } from './load-case.ts'
import { Again, mustMeanIt } from './must-mean-it.ts'

export const RecordCredit = z.object({
  case: z.string().min(1),
  /** As it is written: `12.50`; all that is open, if nothing is said. */
  amount: z.string().trim().max(40).optional(),
  again: Again,
})

/** Records a supplier’s credit that came, of a case that is open or closed: all that is owed, or a part. */
export async function recordCredit(verb: Verb, input: z.infer<typeof RecordCredit>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const before = await entriesOf(verb.db, one.id)
  const open = openOf(before, 'credit')
  if (!open) throw new Refusal(`No credit is owed for ${one.number}.`, 'case')
  const amount = input.amount ? readMoney(input.amount, open.currency) : open
  if (!input.again) await mustMeanIt(verb, one, 'credit', amount)
  const entry = settling(before, 'credit', amount)
  await enter(verb, one, [entry])
  const left = openOf([...before, entry], 'credit')
  await verb.record('case.credited', one.id, { ...factOf(one), amount: inMoney(amount), left: left && inMoney(left) })
  return {
    text: `${one.number}: the credit of ${inMoney(amount)} is recorded${left ? `; ${inMoney(left)} is still to come` : ''}.`,
  }
}
