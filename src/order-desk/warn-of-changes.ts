import { and, inArray, isNull } from 'drizzle-orm'
import type { AnyCommand, Command, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findPurchaseOrder, idsNamed } from '../purchase-orders/load-purchase-order.ts'
import { doNotShip } from '../purchase-orders/open-changes.ts'
import { changes } from '../purchase-orders/tables.ts'
import { purchaseOrderView } from './order-view.ts'

/** What the form of a command about a purchase order says first: `Do not ship: cancellation asked.` */
export async function warnOfChanges(
  db: Reads,
  actor: Actor,
  { purchaseOrder }: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  if (typeof purchaseOrder !== 'string') return null
  try {
    if (!(await isAnythingOpen(db, actor, purchaseOrder))) return null
    return doNotShip(await purchaseOrderView(db, await findPurchaseOrder(db, actor, purchaseOrder)))
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Whether anything asked of it was not answered: of few there is, and only for those all of it is read. */
async function isAnythingOpen(db: Reads, actor: Actor, named: string): Promise<boolean> {
  const { id, purchaseOrderId, acceptedAt, refusedAt } = changes
  const own = inArray(purchaseOrderId, idsNamed(db, actor, named))
  const open = await db
    .select({ id })
    .from(changes)
    .where(and(own, isNull(acceptedAt), isNull(refusedAt)))
    .limit(1)
  return open.length > 0
}

/** A command about a purchase order that says, before and after, what its supplier is asked and has not answered. */
export function warning<C extends AnyCommand>(command: C): C {
  const run: Command['run'] = async (verb: Verb, input) => {
    const outcome = await command.run(verb, input)
    const stop = await warnOfChanges(verb.db, verb.actor, input)
    return stop ? { ...outcome, text: `${outcome.text} ${stop} Answer that first.` } : outcome
  }
  return { ...command, run, warns: warnOfChanges }
}
