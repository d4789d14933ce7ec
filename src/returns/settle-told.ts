import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { factOf, loadCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { storeOfOrder } from '../refunds/refund-view.ts'
import { STORE_STATES } from './mirror-return.ts'
import { returns } from './tables.ts'
import { tellingOf } from './tell-return.ts'

export const SettleTold = z.object({
  case: z.uuid(),
  told: z.object({ id: z.string().min(1), state: z.enum(STORE_STATES) }),
})
export const ReportUntold = z.object({ case: z.uuid(), why: z.string(), since: z.coerce.date() })
export const TellAgain = z.object({ case: z.string().min(1) })

/** The store has the return as it is here, or as it decided itself. */
export async function settleTold(verb: Verb, input: z.infer<typeof SettleTold>): Promise<Outcome> {
  const { id: externalId, state } = input.told
  const one = await loadCase(verb.db, verb.actor, input.case)
  const { name } = await storeOfOrder(verb.db, one.orderId)
  const mine = eq(returns.caseId, one.id)
  await verb.db.update(returns).set({ externalId, storeState: state }).where(mine)
  await verb.record('return.told', one.id, { ...factOf(one), store: name, state })
  return { text: `${name} has ${one.number} as it is here.` }
}

/** Notifies staff that the store doesn't take a return as it is here. */
export async function reportUntold(verb: Verb, input: z.infer<typeof ReportUntold>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const { name } = await storeOfOrder(verb.db, one.orderId)
  const { why } = input
  await verb.record('return.not_told', one.id, { ...factOf(one), store: name, why, since: input.since.toISOString() })
  return { text: why }
}

/** Tells the store of a return again. */
export async function tellAgain(verb: Verb, input: z.infer<typeof TellAgain>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  if ((await verb.db.$count(returns, eq(returns.caseId, one.id))) === 0)
    throw new Refusal(`${one.number} is not a return.`, 'case')
  const store = await storeOfOrder(verb.db, one.orderId)
  await verb.owe(tellingOf(one.id, store.id))
  return { text: `I am telling ${store.name} about ${one.number} again.` }
}
