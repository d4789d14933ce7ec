import { and, desc, eq, inArray } from 'drizzle-orm'
import { awaitAnswer } from '../cases/await-answer.ts'
import { openCases } from '../cases/open-case.ts'
import { markReopened } from '../cases/reopen-case.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { LATE } from './late-cases.ts'

/**
 * The late cases of purchase orders that breached a promise just now, by purchase order: new ones, or those they had,
 * waiting for the supplier again. The orders must be locked.
 */
export async function openLateCases(verb: Verb, late: readonly PurchaseOrder[]): Promise<ReadonlyMap<string, Case>> {
  const had = await newestCases(verb, late)
  const first = late.filter(({ id }) => !had.has(id))
  const openings = first.map(({ id, orderId, supplierId }) => ({
    ...{ kind: LATE, orderId, purchaseOrderId: id, supplierId, waitingFor: 'supplier' as const },
  }))
  for (const one of had.values()) await resume(verb, one)
  const opened = await openCases(verb, openings)
  return new Map([...had.values(), ...opened].map(one => [one.purchaseOrderId, one]))
}

async function newestCases(verb: Verb, late: readonly PurchaseOrder[]): Promise<ReadonlyMap<string, Case>> {
  if (late.length === 0) return new Map()
  const ids = late.map(({ id }) => id)
  const rows = await verb.db
    .selectDistinctOn([cases.purchaseOrderId])
    .from(cases)
    .where(and(eq(cases.kind, LATE), inArray(cases.purchaseOrderId, ids)))
    .orderBy(cases.purchaseOrderId, desc(cases.openedAt))
  return new Map(rows.map(one => [one.purchaseOrderId, one]))
}

async function resume(verb: Verb, had: Case): Promise<void> {
  if (had.closedAt) await markReopened(verb, had, { by: verb.actor.name, why: null })
  else if (had.answeredAt) await awaitAnswer(verb, had, 'supplier')
}
