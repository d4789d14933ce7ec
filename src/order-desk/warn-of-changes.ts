import type { AnyCommand, Command, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { doNotShip } from '../purchase-orders/open-changes.ts'
import { purchaseOrderView } from './order-view.ts'

/** What the form of a command about a purchase order says first: `Do not ship: cancellation asked.` */
export async function warnOfChanges(
  db: Reads,
  actor: Actor,
  { purchaseOrder }: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  if (typeof purchaseOrder !== 'string') return null
  try {
    return doNotShip(await purchaseOrderView(db, await findPurchaseOrder(db, actor, purchaseOrder)))
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
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
