import { sql } from 'drizzle-orm'
import { orderLines } from '../orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { supplierSkus } from '../suppliers/tables.ts'

const { skuKey, supplierId } = supplierSkus

/** `fitsSku` for the database: a `*` means anything, and nothing else does. */
const fits = sql`lower(${orderLines.sku}) like replace(regexp_replace(${skuKey}, '([\\\\%_])', '\\\\\\1', 'g'), '*', '%')`

/** Who said no to a line, as `routingOf` has it. */
const saidNo = sql`exists (select 1 from ${purchaseOrderLines}
  join ${purchaseOrders} on ${purchaseOrders.id} = ${purchaseOrderLines.purchaseOrderId}
  where ${purchaseOrderLines.orderLineId} = ${orderLines.id} and ${purchaseOrders.supplierId} = ${supplierId}
    and ${purchaseOrders.replaces} is null
    and (${purchaseOrders.declinedAt} is not null or ${purchaseOrderLines.declined} <> '[]'))`

/** Whether somebody supplies a line and did not say no to it: `routingOf`, for the lines of many orders at once. */
export const isSupplied = sql<boolean>`(
  exists (select 1 from ${supplierSkus} where ${skuKey} = lower(${orderLines.sku}) and not ${saidNo})
  or exists (select 1 from ${supplierSkus} where ${skuKey} like '%*%' and ${fits} and not ${saidNo}))`
