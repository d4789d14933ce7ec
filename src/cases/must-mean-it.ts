import { and, desc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { LEDGERS, type LedgerName } from './ledger.ts'
import { type Case, caseEntries } from './tables.ts'

/** How soon the same money by the same person is more likely a slip than meant, ms. */
const SOON = 60_000

/** Says that the same money is meant a second time. */
export const Again = z.enum(['yes']).optional()

/** @throws Refusal where the same person recorded the same amount in the same case within a minute: a slip doubles money. */
export async function mustMeanIt(verb: Verb, one: Case, ledger: LedgerName, { currency, minor }: Money): Promise<void> {
  const same = and(
    eq(caseEntries.caseId, one.id),
    eq(caseEntries.ledger, ledger),
    eq(caseEntries.kind, 'settled'),
    eq(caseEntries.currency, currency),
    eq(caseEntries.minor, minor),
    eq(caseEntries.enteredBy, verb.actor.name),
    gt(caseEntries.enteredAt, new Date(verb.now.getTime() - SOON)),
  )
  const [before] = await verb.db.select().from(caseEntries).where(same).orderBy(desc(caseEntries.id)).limit(1)
  if (!before) return
  throw new Refusal(
    `You recorded ${inMoney({ currency, minor })} as ${LEDGERS[ledger]} of ${one.number} less than a minute ago. If it is another one, write again:yes.`,
    'again',
  )
}
