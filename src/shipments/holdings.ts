import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { formerNumbers, parcelLimits, removedShipments, shipmentLines, shipments } from './tables.ts'

/** Tracking numbers stay: what was sent, and that it came, must be provable. */
export const shipmentHoldings = [
  holding(
    shipments,
    {
      carrier: 'kept',
      carrierName: 'kept',
      number: 'kept',
      recordedBy: 'kept',
      tag: 'kept',
      detail: 'kept',
      says: 'words',
    },
    { rows: ({ purchaseOrders }) => inArray(shipments.purchaseOrderId, [...purchaseOrders]) },
  ),
  holding(shipmentLines, {}),
  holding(parcelLimits, { store: 'kept', limits: 'kept' }),
  holding(formerNumbers, { carrierName: 'kept', number: 'kept', replacedBy: 'kept' }),
  holding(
    removedShipments,
    {
      ...{ carrier: 'kept', carrierName: 'kept', number: 'kept', recordedBy: 'kept' },
      ...{ pieces: 'kept', removedBy: 'kept', why: 'words' },
    },
    { rows: ({ purchaseOrders }) => inArray(removedShipments.purchaseOrderId, [...purchaseOrders]) },
  ),
]
