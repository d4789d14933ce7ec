import { inArray, sql } from 'drizzle-orm'
import { holding, type OrderScope } from '../kernel/ground/holding.ts'
import { changes, offers, purchaseOrderLines, purchaseOrders } from './tables.ts'

const { declined } = purchaseOrderLines
/** Which pieces were declined and why stays; what was written about it goes. */
const withoutNotes = sql`coalesce((select jsonb_agg(one || '{"note": null}') from jsonb_array_elements(${declined}) one), '[]')`

export const purchaseOrderHoldings = [
  holding(
    purchaseOrders,
    {
      ...{ number: 'kept', method: 'kept', acknowledgedBy: 'kept', answeredBy: 'kept' },
      ...{ declinedBy: 'kept', declineReason: 'kept', declineNote: 'words' },
      ...{ note: 'words', notedBy: 'kept', customerNote: 'words' },
    },
    { rows: ({ purchaseOrders: ids }) => inArray(purchaseOrders.id, [...ids]) },
  ),
  holding(
    purchaseOrderLines,
    { sku: 'kept', title: 'kept', imageUrl: 'kept', backordered: 'kept', options: 'words', declined: 'words' },
    { rows: scope => ofPurchaseOrders(purchaseOrderLines, scope), becomes: { declined: withoutNotes } },
  ),
  holding(
    changes,
    { kind: 'kept', quantities: 'kept', answeredBy: 'kept', what: 'words', details: 'words', note: 'words' },
    { rows: scope => ofPurchaseOrders(changes, scope) },
  ),
  holding(
    offers,
    { currency: 'kept', sku: 'kept', offeredBy: 'kept', decidedBy: 'kept' },
    { rows: scope => ofPurchaseOrders(offers, scope) },
  ),
]

type OfPurchaseOrder = typeof purchaseOrderLines | typeof changes | typeof offers

function ofPurchaseOrders({ purchaseOrderId }: OfPurchaseOrder, { purchaseOrders: ids }: OrderScope) {
  return inArray(purchaseOrderId, [...ids])
}
