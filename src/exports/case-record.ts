import { asc, eq, inArray } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import type { CaseDetails } from '../cases/case-details.ts'
import { type CaseView, loadCaseView } from '../cases/case-view.ts'
import { kindOf } from '../cases/kind.ts'
import type { CaseFile } from '../cases/tables.ts'
import type { Utterance } from '../conversations/tables.ts'
import { transcriptOf } from '../conversations/transcript.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Entry, story } from '../kernel/ground/journal.ts'
import { mapStrings } from '../kernel/words/map-strings.ts'
import { visible } from '../kernel/words/text.ts'
import { shipToOf } from '../orders/load-order.ts'
import { type Order, orders } from '../orders/tables.ts'
import { type PurchaseOrderLine, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { type Shipment, shipments } from '../shipments/tables.ts'
import { type Store, stores } from '../stores/tables.ts'
import { withoutPersonalData } from './without-personal-data.ts'

/** `purchaseOrder`: the number of the one that it ships. */
export type RecordedParcel = Shipment & { purchaseOrder: string }

/**
 * All that a paper may tell of a case. No text in it names the customer's street, phone or e-mail, no matter who wrote
 * it.
 */
export type CaseRecord = CaseView & {
  details: CaseDetails
  order: Order
  store: Store
  /** As they were sent. */
  lines: readonly PurchaseOrderLine[]
  /** Of the purchase order, and of the one that replaces its goods. */
  parcels: readonly RecordedParcel[]
  entries: readonly Entry[]
  said: readonly Utterance[]
  files: readonly CaseFile[]
}

export async function caseRecord(read: Reads, caseId: string): Promise<CaseRecord> {
  const view = await loadCaseView(read, caseId)
  const { one, po } = view
  const details = await kindOf(one).details(read, one)
  const asked = [po.id, ...(details.replacementId ? [details.replacementId] : [])]
  const record = {
    ...view,
    ...(await orderOf(read, one.orderId)),
    details,
    lines: await linesOf(read, po.id),
    parcels: await parcelsOf(read, asked),
    entries: await story(read, [one.id, ...asked]),
    said: await transcriptOf(read, one.id),
    files: await filesOf(read, caseId),
  }
  const shipTo = await shipToOf(read, one.orderId)
  return mapStrings(record, text => (shipTo ? withoutPersonalData(visible(text), shipTo) : visible(text)))
}

async function orderOf(read: Reads, orderId: string): Promise<{ order: Order; store: Store }> {
  const [row] = await read
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(eq(orders.id, orderId))
  if (!row) throw new Error(`order ${orderId} is not here`)
  return row
}

function linesOf(read: Reads, purchaseOrderId: string) {
  return read
    .select()
    .from(purchaseOrderLines)
    .where(eq(purchaseOrderLines.purchaseOrderId, purchaseOrderId))
    .orderBy(asc(purchaseOrderLines.position), asc(purchaseOrderLines.orderLineId))
}

async function parcelsOf(read: Reads, ids: readonly string[]): Promise<readonly RecordedParcel[]> {
  const rows = await read
    .select({ parcel: shipments, purchaseOrder: purchaseOrders.number })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(inArray(shipments.purchaseOrderId, [...ids]))
    .orderBy(asc(shipments.recordedAt), asc(shipments.id))
  return rows.map(({ parcel, purchaseOrder }) => ({ ...parcel, purchaseOrder }))
}
