import { and, eq, sql } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { isId } from '../kernel/words/id.ts'
import { NotHere, Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { loadOrder } from '../orders/load-order.ts'
import { caseKinds } from './kind.ts'
import { visibleToSupplier } from './shown-to.ts'
import { type Case, cases } from './tables.ts'

/**
 * The case that somebody named (`L7`, or its id), its order locked until the transaction ends.
 * This is where it is checked who asks: a supplier's contact learns nothing about others' cases, not even that they
 * exist.
 */
export async function loadCase(db: Db, actor: Actor, named: string): Promise<Case> {
  const { id, orderId } = await findCase(db, actor, named)
  await loadOrder(db, orderId)
  const [locked] = await db.select().from(cases).where(eq(cases.id, id))
  if (!locked) throw unknown(named)
  return locked
}

/** The case as it stands, without locking anything; the same checks and refusals. */
export async function findCase(db: Reads, actor: Actor, named: string): Promise<Case> {
  if (actor.side === 'stranger')
    throw new Refusal('I don’t know you here yet. Ask the shop’s staff to add you as a contact.')
  const typed = named.trim().replace(/^#/, '')
  const which = isId(typed) ? eq(cases.id, typed) : sql`${cases.number} = upper(${typed})`
  const theirs = actor.side === 'supplier' ? visibleToSupplier(actor.supplierId) : undefined
  const [found] = await db.select().from(cases).where(and(which, theirs))
  if (!found) throw unknown(named)
  return found
}

/** @throws Refusal that says who closed it. Why is not said: a supplier may be asking. */
export function mustBeOpen(one: Case): void {
  if (one.closedAt) throw new Refusal(`${one.number} was already closed by ${one.closedBy}.`)
}

/** What every fact about a case carries. */
export function factOf({ kind, number, orderId, purchaseOrderId, supplierId }: Case) {
  return { kind, number, orderId, purchaseOrderId, supplierId }
}

/** One count for all kinds. */
const SAMPLES = [7, 12, 13]

function unknown(named: string): Refusal {
  const called = isId(named.trim()) ? 'such case' : `case ${named.trim()}`
  const numbers = list(
    caseKinds().map(({ prefix }, index) => `${prefix}${SAMPLES[index] ?? SAMPLES[0]}`),
    'or',
  )
  return new NotHere(`There is no ${called} here. Its number looks like ${numbers}.`, 'case')
}
