import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { kindOf } from './kind.ts'
import { factOf } from './load-case.ts'
import { firstAt } from './next-at.ts'
import { type Case, type CaseSide, cases } from './tables.ts'

type Opening = {
  kind: string
  orderId: string
  purchaseOrderId: string
  supplierId: string
  waitingFor: CaseSide
}

/** Opens a case under the next number, sets its escalation up, and records it. */
export async function openCase(verb: Verb, opening: Opening): Promise<Case> {
  const number = sql<string>`${kindOf(opening).prefix} || nextval('case_numbers')`
  const nextAt = await firstAt(verb.db, opening, verb.now)
  const [opened] = await verb.db
    .insert(cases)
    .values({ ...opening, number, nextAt, openedAt: verb.now, openedBy: verb.actor.name })
    .returning()
  if (!opened) throw new Error('a case was not inserted')
  await verb.record('case.opened', opened.id, factOf(opened))
  return opened
}
