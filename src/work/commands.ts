import { command } from '../kernel/asking/command.ts'
import { sortArg } from '../order-desk/sorts.ts'
import { aStore } from '../stores/arguments.ts'
import { aSupplier } from '../suppliers/arguments.ts'
import { ListPurchaseOrders, listPurchaseOrders } from './list-purchase-orders.ts'
import { PURCHASE_ORDER_LISTS, purchaseOrderLists } from './listed-purchase-orders.ts'

/** What can be asked of many things at once. */
export const workCommands = {
  'po.list': command({
    who: ['supplier', 'staff', 'system'],
    title: 'Purchase orders',
    does: 'List purchase orders by how they stand, or by words in them.',
    input: ListPurchaseOrders,
    args: {
      which: {
        kind: 'choice',
        label: 'Which',
        help: 'open if empty.',
        choices: purchaseOrderLists.map(value => ({ value, label: PURCHASE_ORDER_LISTS[value] })),
      },
      supplier: { kind: aSupplier, label: 'Supplier', help: 'Only of this one.', named: true },
      store: { kind: aStore, label: 'Store', help: 'Only for orders of this one.', named: true },
      text: {
        kind: 'text',
        label: 'Text',
        help: 'Words of its products, its number or a tracking number.',
        named: true,
      },
      sort: sortArg,
    },
    examples: ['/po list', '/po list late', '/po list open text:LAMP-OAK'],
    reads: true,
    run: listPurchaseOrders,
  }),
}
