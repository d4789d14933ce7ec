import { createHash } from 'node:crypto'
import type { PurchaseOrderResource } from '../kernel/shapes/resources.ts'
import type { LineView, OrderView, Parcel, PurchaseOrderView } from '../order-desk/order-view.ts'
import { piecesOfLine } from '../order-desk/pieces-of-line.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import { doNotShip } from '../purchase-orders/open-changes.ts'
import { purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import type { Change } from '../purchase-orders/tables.ts'
import { trackingUrl } from '../shipments/carriers.ts'
import type { Terms } from '../suppliers/terms.ts'

/** The terms that it was sent under; to its supplier nothing of the store or of the order as such is shown. */
type Around = { terms: Pick<Terms, 'handling' | 'returnTo'>; forSupplier: boolean }

/** A purchase order as other systems read it. Of the customer it has city and country. Pure. */
export function purchaseOrderResource(
  { order, store, city, country }: OrderView,
  view: PurchaseOrderView,
  { terms, forSupplier }: Around,
): PurchaseOrderResource {
  const { po, supplier } = view
  const all = {
    ...{ id: po.id, number: po.number, state: purchaseOrderState(po), doNotShip: doNotShip(view) },
    supplier: supplier.name,
    order: forSupplier ? null : { id: order.id, number: order.number, store: store.name },
    destination: { city, country },
    ...{ method: po.method, note: po.note, customerNote: po.customerNote },
    requirements: { instructions: supplier.instructions, handling: terms.handling, returnTo: terms.returnTo },
    ...{ sentAt: moment(po.sentAt), acknowledgeBy: moment(po.acknowledgeBy), shipBy: moment(po.shipBy) },
    ...{ acknowledgedAt: moment(po.acknowledgedAt), promisedFor: po.promisedOn },
    ...{ partlyShippedAt: moment(po.partlyShippedAt), shippedAt: moment(po.shippedAt) },
    ...{ deliveredAt: moment(po.deliveredAt), declinedAt: moment(po.declinedAt), declineReason: po.declineReason },
    cancelledAt: moment(po.cancelledAt),
    lines: view.lines.map(line => lineOf(view, line)),
    parcels: view.parcels.map(parcelOf),
    changes: view.changes.map(change => changeOf(view, change)),
    cases: view.shownCases.map(({ id, number, kind }) => ({ id, number, kind })),
  }
  return { ...all, version: versionOf(all) }
}

function lineOf(view: PurchaseOrderView, one: LineView): PurchaseOrderResource['lines'][number] {
  const { line, pin } = one
  const { asked, ...places } = piecesOfLine(view, one)
  return {
    ...{ id: line.id, sku: line.sku, title: line.title, options: line.options, image: line.imageUrl },
    ...{ asked: pin.asked, open: asked, ...places },
    backorders: pin.backordered.map(({ until, quantity }) => ({ until, quantity })),
  }
}

function parcelOf(parcel: Parcel): PurchaseOrderResource['parcels'][number] {
  const { id, carrier, carrierName, number, recordedAt, scanBy, scannedAt, deliveredAt, pieces } = parcel
  return {
    ...{ id, carrier: { code: carrier, name: carrierName }, number, url: trackingUrl(carrier, number) },
    ...{ recordedAt: moment(recordedAt), scanBy: moment(scanBy) },
    ...{ scannedAt: moment(scannedAt), deliveredAt: moment(deliveredAt) },
    lines: [...pieces].map(([line, quantity]) => ({ line, quantity })),
  }
}

function changeOf(view: PurchaseOrderView, change: Change): PurchaseOrderResource['changes'][number] {
  const { id, kind, what, requestedAt, acceptedAt, refusedAt } = change
  const answered = acceptedAt ? 'accepted' : refusedAt ? 'refused' : null
  const state = answered ?? (isAsked(change, view) ? 'open' : 'over')
  return { id, kind, what, state, requestedAt: moment(requestedAt) }
}

const moment = (at: Date | null) => at?.toISOString() ?? null

/** Another as soon as anything that is shown differs. */
const versionOf = (shown: object) => createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)
