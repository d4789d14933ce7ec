import { and, eq } from 'drizzle-orm'
import { factOf, loadCase } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { storeOfOrder } from './refund-view.ts'
import { isUnderWay, type RefundAtStore, storeRefunds } from './tables.ts'

/** A refund at the store with its case, whose order is locked; `fact`: what every fact about it carries. */
export type LoadedRefund = {
  one: Case
  refund: RefundAtStore
  store: string
  fact: ReturnType<typeof factOf> & { store: string }
}

/**
 * The refund that a case has on its way; the same checks as for any case.
 * @param id of the refund that the asker saw: another one is not meant
 * @throws Refusal where there is none, or it is another one by now.
 */
export async function loadRefund(verb: Verb, named: string, id?: string): Promise<LoadedRefund> {
  const one = await loadCase(verb.db, verb.actor, named)
  const mine = and(eq(storeRefunds.caseId, one.id), id ? eq(storeRefunds.id, id) : isUnderWay)
  const [refund] = await verb.db.select().from(storeRefunds).where(mine)
  if (refund) return withStore(verb, one, refund)
  throw new Refusal(`No refund of ${one.number} is on its way at its store.`, 'case')
}

/** The refund of that id, as a task names it. */
export async function refundById(verb: Verb, id: string): Promise<LoadedRefund> {
  const [refund] = await verb.db.select().from(storeRefunds).where(eq(storeRefunds.id, id))
  if (!refund) throw new Error(`there is no refund ${id}`)
  return loadRefund(verb, refund.caseId, id)
}

async function withStore({ db }: Verb, one: Case, refund: RefundAtStore): Promise<LoadedRefund> {
  const { name } = await storeOfOrder(db, one.orderId)
  return { one, refund, store: name, fact: { ...factOf(one), store: name } }
}
