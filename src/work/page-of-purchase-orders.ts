import { listPlace } from '../kernel/ground/keyset.ts'
import type { WorkRow } from '../kernel/shapes/work.ts'
import { purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import { PURCHASE_ORDER_STATES, purchaseOrderStateWords } from '../purchase-orders/words.ts'
import { ROWS, sortFilter, storeFilter, supplierFilter, whichFilter } from './filters.ts'
import { dueOf } from './list-purchase-orders.ts'
import {
  PURCHASE_ORDER_LISTS,
  PurchaseOrderFilter,
  type PurchaseOrderRow,
  purchaseOrdersOn,
} from './listed-purchase-orders.ts'
import type { AskedOfTable, Looking, TablePage } from './table-page.ts'

/**
 * Purchase orders. A supplier's contact sees its own, and neither other suppliers nor the shop's stores.
 * @throws Refusal for a supplier or store that is not here; ZodError
 */
export async function pageOfPurchaseOrders(looking: Looking, asked: AskedOfTable): Promise<TablePage> {
  const wanted = PurchaseOrderFilter.parse(asked)
  const page = await purchaseOrdersOn(looking, wanted, { begins: listPlace.optional().parse(asked.at), most: ROWS })
  const own = looking.actor.side === 'supplier'
  const whose = own
    ? []
    : [await supplierFilter(looking.db, wanted.supplier), await storeFilter(looking.db, wanted.store)]
  const { mine: _, ...theirs } = PURCHASE_ORDER_LISTS
  return {
    ...page,
    filters: [whichFilter(own ? theirs : PURCHASE_ORDER_LISTS, wanted.which), ...whose, sortFilter(wanted.sort)],
    text: wanted.text ?? '',
    columns: ['Purchase order', 'State', 'Due', ...(own ? [] : ['Supplier', 'Store']), 'Sent'],
    rows: page.rows.map(row => rowOf(row, own)),
  }
}

function rowOf(row: PurchaseOrderRow, own: boolean): WorkRow {
  const { po, supplier, store } = row
  return {
    ...{ id: po.id, number: po.number, tone: PURCHASE_ORDER_STATES[purchaseOrderState(po)].tone },
    cells: [
      purchaseOrderStateWords(row),
      dueOf(row) ?? '',
      ...(own ? [] : [supplier.name, store]),
      po.sentAt ? { at: po.sentAt.toISOString(), ...(own && { zone: supplier.zone }) } : '',
    ],
  }
}
