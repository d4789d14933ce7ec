import { asc, eq, inArray } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import { type Brief, briefOf } from '../cases/brief.ts'
import { kindOf } from '../cases/kind.ts'
import type { Matter } from '../cases/matter.ts'
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
export type Parcel = Shipment & { purchaseOrder: string }

/** All that a paper may tell of a case. No text in it names the customer's street, phone or e-mail, whoever wrote it. */
export type Dossier = Brief & {
  matter: Matter
  order: Order
  store: Store
  /** As they were sent. */
  lines: readonly PurchaseOrderLine[]
  /** Of the purchase order, and of the one that replaces its goods. */
  parcels: readonly Parcel[]
  entries: readonly Entry[]
  said: readonly Utterance[]
  files: readonly CaseFile[]
}

export async function dossierOf(read: Reads, caseId: string): Promise<Dossier> {
  const brief = await briefOf(read, caseId)
  const { one, po } = brief
  const matter = await kindOf(one).matter(read, one)
  const asked = [po.id, ...(matter.replacementId ? [matter.replacementId] : [])]
  const dossier = {
    ...brief,
    ...(await orderOf(read, one.orderId)),
    matter,
    lines: await linesOf(read, po.id),
    parcels: await parcelsOf(read, asked),
    entries: await story(read, [one.id, ...asked]),
    said: await transcriptOf(read, one.id),
    files: await filesOf(read, caseId),
  }
  const shipTo = await shipToOf(read, one.orderId)
  return mapStrings(dossier, text => (shipTo ? withoutPersonalData(visible(text), shipTo) : visible(text)))
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

async function parcelsOf(read: Reads, ids: readonly string[]): Promise<readonly Parcel[]> {
  const rows = await read
    .select({ parcel: shipments, purchaseOrder: purchaseOrders.number })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(inArray(shipments.purchaseOrderId, [...ids]))
    .orderBy(asc(shipments.recordedAt), asc(shipments.id))
  return rows.map(({ parcel, purchaseOrder }) => ({ ...parcel, purchaseOrder }))
}
