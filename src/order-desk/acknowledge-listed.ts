import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { acknowledge } from '../purchase-orders/acknowledge.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { doNotShip } from '../purchase-orders/open-changes.ts'
import { purchaseOrderView } from './order-view.ts'

export const AcknowledgeListed = z.object({ purchaseOrder: z.uuid(), promised: z.string().optional() })

/** Acknowledges one of many. A change that its supplier has not answered is answered for itself first. */
export async function acknowledgeListed(verb: Verb, input: z.infer<typeof AcknowledgeListed>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const stop = doNotShip(await purchaseOrderView(verb.db, po))
  if (stop) throw new Refusal(`${stop} Answer that first.`)
  return acknowledge(verb, input)
}
