import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { allInForce } from '../suppliers/in-force.ts'
import type { EscalationStep } from './escalation-step.ts'
import { kindOf } from './kind.ts'
import { factOf } from './load-case.ts'
import { escalationOf, stepAt } from './next-at.ts'
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
async function firstAtOf({ db, now }: Verb, openings: readonly Opening[]): Promise<(opening: Opening) => Date | null> {
  const kinds = [...new Set(openings.map(({ kind }) => kind))]
  const escalations = new Map<string, readonly EscalationStep[]>()
  for (const kind of kinds) escalations.set(kind, await escalationOf(db, kind))
  const terms = await allInForce(db, [...new Set(openings.map(({ supplierId }) => supplierId))])
  const alike = ({ kind, supplierId, waitingFor }: Opening) => `${kind} ${supplierId} ${waitingFor}`
  const known = new Map(
    [...Map.groupBy(openings, alike)].flatMap(([name, [first]]) => {
      const calendar = first && terms.get(first.supplierId)?.terms.calendar
      const steps = first && escalations.get(first.kind)
      return calendar && steps ? [[name, stepAt(steps, calendar, { ...first, remindersSent: 0 }, now)]] : []
    }),
  )
  return opening => known.get(alike(opening)) ?? null
}
