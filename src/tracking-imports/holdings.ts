import { inArray, sql } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { trackingImportRows, trackingImports } from './tables.ts'

/** Rows go some weeks after their import, and with the customer's words before; the parcels stay with their orders. */
export const trackingImportHoldings = [
  holding(
    trackingImports,
    { name: 'kept', files: 'kept', carrier: 'kept', madeBy: 'kept', why: 'kept', confirmedBy: 'kept' },
    {
      files: which =>
        sql`select jsonb_array_elements_text(${trackingImports.files}) from ${trackingImports} where ${which}`,
    },
  ),
  holding(
    trackingImportRows,
    {
      ...{ place: 'kept', purchaseOrder: 'kept', number: 'kept', carrier: 'kept' },
      ...{ pieces: 'words', verdict: 'kept', why: 'kept' },
    },
    { rowsGo: true, rows: ({ purchaseOrders }) => inArray(trackingImportRows.purchaseOrderId, [...purchaseOrders]) },
  ),
]
