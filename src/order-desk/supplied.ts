import { sql } from 'drizzle-orm'
import { orderLines } from '../orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { supplierSkus } from '../suppliers/tables.ts'

const { skuKey, supplierId } = supplierSkus

/** `fitsSku` for the database: a `*` means anything, and nothing else does. */
const fits = sql`lower(${orderLines.sku}) like replace(regexp_replace(${skuKey}, '([\\\\%_])', '\\\\\\1', 'g'), '*', '%')`

// Scalars: of an `exists` the planner may make one look at the whole table.
/** Who said no to a line, as `routingOf` has it. */
const saidNo = sql`(select true from ${purchaseOrderLines}
  join ${purchaseOrders} on ${purchaseOrders.id} = ${purchaseOrderLines.purchaseOrderId}
  where ${purchaseOrderLines.orderLineId} = ${orderLines.id} and ${purchaseOrders.supplierId} = ${supplierId}
    and ${purchaseOrders.replaces} is null
    and (${purchaseOrders.declinedAt} is not null or ${purchaseOrderLines.declined} <> '[]') limit 1)`

/** Whether somebody supplies a line and did not say no to it: `routingOf`, for the lines of many orders at once. */
export const isSupplied = sql<boolean>`(
  coalesce((select true from ${supplierSkus} where ${skuKey} = lower(${orderLines.sku}) and ${saidNo} is null limit 1),
    (select true from ${supplierSkus} where ${skuKey} like '%*%' and ${fits} and ${saidNo} is null limit 1), false))`

/** Whether a supplier had a line and said no to all of it: `wasDeclined`, for many. */
export const isDeclined = sql<boolean>`coalesce((select true from ${purchaseOrderLines}
  join ${purchaseOrders} on ${purchaseOrders.id} = ${purchaseOrderLines.purchaseOrderId}
  where ${purchaseOrderLines.orderLineId} = ${orderLines.id}
    and ${purchaseOrders.replaces} is null and ${purchaseOrders.declinedAt} is not null limit 1), false)`
