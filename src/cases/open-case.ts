import { randomUUID } from 'node:crypto'
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
  const [opened] = await openCases(verb, [opening])
  if (!opened) throw new Error('a case was not inserted')
  return opened
}

/** Opens several cases, each under a number of its own, in that order. */
export async function openCases(verb: Verb, openings: readonly Opening[]): Promise<readonly Case[]> {
  if (openings.length === 0) return []
  const nextAtOf = await firstAtOf(verb, openings)
  const rows = openings.map(opening => ({
    ...opening,
    id: randomUUID(),
    number: sql<string>`${kindOf(opening).prefix} || nextval('case_numbers')`,
    ...{ nextAt: nextAtOf(opening), openedAt: verb.now, openedBy: verb.actor.name },
  }))
  const inserted = new Map((await verb.db.insert(cases).values(rows).returning()).map(one => [one.id, one]))
  const opened = rows.flatMap(({ id }) => inserted.get(id) ?? [])
  for (const one of opened) await verb.record('case.opened', one.id, factOf(one))
  return opened
}

/** When each is spoken of first: alike for those of one kind that wait for one supplier. */
async function firstAtOf(verb: Verb, openings: readonly Opening[]): Promise<(opening: Opening) => Date | null> {
  const alike = ({ kind, supplierId, waitingFor }: Opening) => `${kind} ${supplierId} ${waitingFor}`
  const known = new Map<string, Date | null>()
  for (const [name, [first]] of Map.groupBy(openings, alike))
    if (first) known.set(name, await firstAt(verb.db, first, verb.now))
  return opening => known.get(alike(opening)) ?? null
}
