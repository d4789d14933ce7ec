import { command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { purchaseOrderArg } from '../purchase-orders/commands.ts'
import { MakeOrderPaper, makeOrderPaper } from './make-order-paper.ts'
import { MakePackingList, makePackingList } from './make-packing-list.ts'
import { WriteOrderFile, writeOrderFile } from './write-order-file.ts'

/** What can be printed, and what suppliers' systems read in. */
export const paperCommands = {
  'order.paper': command({
    who: ['staff', 'system'],
    title: 'All of an order',
    does: 'Make a page of all lines, purchase orders and the story of an order.',
    input: MakeOrderPaper,
    args: { order: orderArg },
    examples: ['/order paper 1042'],
    run: makeOrderPaper,
  }),
  'po.packing-list': command({
    who: ['supplier', 'staff', 'system'],
    title: 'Packing list',
    does: 'Make the packing list of a purchase order, to print and as CSV.',
    input: MakePackingList,
    args: { purchaseOrder: purchaseOrderArg },
    examples: ['/po packing-list 1042-A'],
    run: makePackingList,
  }),
  'po.file': command({
    who: ['supplier', 'system'],
    hidden: true,
    title: 'Write a file',
    does: 'Write a purchase order for its supplier’s system.',
    input: WriteOrderFile,
    args: {},
    examples: [],
    run: writeOrderFile,
  }),
}
