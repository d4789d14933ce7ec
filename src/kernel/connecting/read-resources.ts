import type { Db } from '../ground/db.ts'
import type { Actor } from '../shapes/actor.ts'
import type {
  CaseResource,
  OrderResource,
  ShipToResource,
  TermsResource,
  WholeCaseResource,
} from '../shapes/case-resources.ts'
import type { PurchaseOrderResource, ResourcePage } from '../shapes/resources.ts'

/** What a page is narrowed by, besides where it begins. */
export type AskedPage = { cursor?: string | undefined; limit: number } & Readonly<Record<string, unknown>>

type Page<Row> = (actor: Actor, asked: AskedPage) => Promise<ResourcePage<Row>>
type One<Row> = (actor: Actor, named: string) => Promise<Row>

/** What other systems may read of our records, each what it may know of. @throws NotHere, Refusal */
export type ReadResources = {
  purchaseOrders: Page<PurchaseOrderResource>
  purchaseOrder: One<PurchaseOrderResource>
  /** Its reader is on record already: this alone records nothing. */
  shipTo: One<ShipToResource>
  cases: Page<CaseResource>
  case: One<WholeCaseResource>
  orders: Page<OrderResource>
  order: One<OrderResource>
  terms(actor: Actor): Promise<TermsResource>
  /** Within a transaction. @throws StaleVersion unless it is one of these versions now */
  mustBeVersion(db: Db, actor: Actor, named: string, versions: readonly string[]): Promise<void>
}
