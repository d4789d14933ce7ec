import type { ReadResources } from '../kernel/connecting/read-resources.ts'
import type { Db } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { pageOfCaseResources, readCase } from './cases.ts'
import { pageOfOrderResources, readOrderResource } from './orders.ts'
import { mustBeVersion, pageOfResources, readPurchaseOrder } from './purchase-orders.ts'
import { readShipToResource } from './ship-to.ts'
import { readTerms } from './terms.ts'

/** What other systems may read. */
export function openResources(db: Db, now: () => Date): ReadResources {
  const looking = (actor: Actor) => ({ db, actor, now: now() })
  return {
    purchaseOrders: (actor, asked) => pageOfResources(looking(actor), asked),
    purchaseOrder: (actor, named) => readPurchaseOrder(looking(actor), named),
    shipTo: (actor, named) => readShipToResource(looking(actor), named),
    cases: (actor, asked) => pageOfCaseResources(looking(actor), asked),
    case: (actor, named) => readCase(looking(actor), named),
    orders: (actor, asked) => pageOfOrderResources(looking(actor), asked),
    order: (actor, named) => readOrderResource(looking(actor), named),
    terms: actor => readTerms(db, actor),
    mustBeVersion: (tx, actor, named, versions) => mustBeVersion({ ...looking(actor), db: tx }, named, versions),
  }
}
