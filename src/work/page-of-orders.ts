import { listPlace } from '../kernel/ground/keyset.ts'
import type { WorkRow } from '../kernel/shapes/work.ts'
import { list } from '../kernel/words/text.ts'
import { ORDER_LISTS, OrderFilter, ordersOn } from '../order-desk/listed-orders.ts'
import type { OrderView } from '../order-desk/order-view.ts'
import { orderState } from '../order-desk/words.ts'
import { ROWS, sortFilter, storeFilter, supplierFilter, whichFilter } from './filters.ts'
import type { AskedOfTable, Looking, TablePage } from './table-page.ts'

/** Orders, with their suppliers. For staff. @throws Refusal for a supplier or store that is not here; ZodError */
export async function pageOfOrders(looking: Looking, asked: AskedOfTable): Promise<TablePage> {
  const wanted = OrderFilter.parse(asked)
  const page = await ordersOn(looking, wanted, { begins: listPlace.optional().parse(asked.at), most: ROWS })
  return {
    ...page,
    filters: [
      whichFilter(ORDER_LISTS, wanted.which),
      await supplierFilter(looking.db, wanted.supplier),
      await storeFilter(looking.db, wanted.store),
      sortFilter(wanted.sort),
    ],
    text: wanted.text ?? '',
    columns: ['Order', 'State', 'Suppliers', 'City', 'Store', 'Came in'],
    rows: page.rows.map(rowOf),
  }
}

function rowOf(view: OrderView): WorkRow {
  const { order, store, city, purchaseOrders } = view
  const { words, tone } = orderState(view)
  const suppliers = list([...new Set(purchaseOrders.map(({ supplier }) => supplier.name))])
  return {
    ...{ id: order.id, number: order.number, tone },
    cells: [words, suppliers, city ?? '', store.name, { at: order.receivedAt.toISOString() }],
  }
}
