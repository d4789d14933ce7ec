import { asc, eq, inArray } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import type { CaseDetails } from '../cases/case-details.ts'
import { type CaseView, loadCaseView } from '../cases/case-view.ts'
import { refundsOf } from '../cases/find-refunds.ts'
import { kindOf } from '../cases/kind.ts'
import type { CaseFile } from '../cases/tables.ts'
import type { Utterance } from '../conversations/tables.ts'
import { transcriptOf } from '../conversations/transcript.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Entry, story } from '../kernel/ground/journal.ts'
import { mapStrings } from '../kernel/words/map-strings.ts'
import { visible } from '../kernel/words/text.ts'
import { type Mailed, mailedIn } from '../mails/mailed-in.ts'
import { shipToOf } from '../orders/load-order.ts'
import { type Order, type OrderLine, orderLines, orders } from '../orders/tables.ts'
import {
  type PurchaseOrder,
  type PurchaseOrderLine,
  purchaseOrderLines,
  purchaseOrders,
} from '../purchase-orders/tables.ts'
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
  /** The lines of the order that they are of, with what the customer paid. */
  bought: readonly OrderLine[]
  /** What ships in place of these goods, as it was sent. */
  replacement: { po: PurchaseOrder; lines: readonly PurchaseOrderLine[] } | null
  /** What the customer got back for the order, each once, in its currency; `at` is null where the store names no day. */
  refunds: readonly { at: Date | null; minor: number }[]
  /** Of the purchase order, and of the one that replaces its goods. */
  parcels: readonly RecordedParcel[]
  entries: readonly Entry[]
  said: readonly Utterance[]
  /** What the customer wrote about it, and what staff wrote to them. */
  mailed: readonly Mailed[]
  files: readonly CaseFile[]
}

export async function caseRecord(read: Reads, caseId: string): Promise<CaseRecord> {
  const view = await loadCaseView(read, caseId)
  const { one, po } = view
  const details = await kindOf(one).details(read, one)
  const asked = [po.id, ...(details.replacementId ? [details.replacementId] : [])]
  const { order, store } = await orderOf(read, one.orderId)
  const record = {
    ...{ ...view, order, store, details },
    lines: await linesOf(read, po.id),
    bought: await read.select().from(orderLines).where(eq(orderLines.orderId, order.id)),
    replacement: await replacementOf(read, details.replacementId),
    refunds: await refundsInTime(read, order),
    parcels: await parcelsOf(read, asked),
    entries: await story(read, [one.id, ...asked]),
    said: await transcriptOf(read, one.id),
    mailed: await mailedIn(read, one.id),
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

async function replacementOf(read: Reads, id: string | null): Promise<CaseRecord['replacement']> {
  if (!id) return null
  const [po] = await read.select().from(purchaseOrders).where(eq(purchaseOrders.id, id))
  return po ? { po, lines: await linesOf(read, id) } : null
}

/** What the store gave back and what is on record as given, each once; those without a day last. */
async function refundsInTime(read: Reads, order: Order): Promise<CaseRecord['refunds']> {
  const { both, onlyTold, onlyRecorded } = await refundsOf(read, order)
  const once = new Set([...both.map(({ told }) => told), ...onlyTold, ...onlyRecorded])
  return [...once]
    .map(({ at, minor }) => ({ at, minor }))
    .toSorted(
      (one, other) =>
        (one.at?.getTime() ?? Number.POSITIVE_INFINITY) - (other.at?.getTime() ?? Number.POSITIVE_INFINITY),
    )
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
