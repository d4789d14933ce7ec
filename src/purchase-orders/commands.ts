import { type Arg, command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { choices } from '../orders/order.ts'
import { Acknowledge, acknowledge } from './acknowledge.ts'
import { AnswerChange, answerChange } from './answer-change.ts'
import { AskChanges, askChanges } from './ask-changes.ts'
import { CancelOrder, cancelOrder, WithdrawPurchaseOrders, withdrawPurchaseOrders } from './cancel-order.ts'
import { Decline, decline } from './decline.ts'
import { DECLINE_REASONS } from './decline-reason.ts'
import { FindOrders, findOrders } from './find-orders.ts'
import { ForwardOrder, forwardOrder } from './forward-order.ts'
import { ListOrders, listOrders, orderFilters } from './list-orders.ts'
import { ShowOverview, showOverview } from './overview.ts'
import { PromiseShipDate, promiseShipDate } from './promise-ship-date.ts'
import { SendPurchaseOrder, sendPurchaseOrder } from './send-purchase-order.ts'
import { ShowOrder, showOrder } from './show-order.ts'
import { ShowPurchaseOrder, showPurchaseOrder } from './show-purchase-order.ts'
import { ShowShipTo, showShipTo } from './show-ship-to.ts'

const staff = ['staff', 'system'] as const
const both = ['supplier', 'staff', 'system'] as const

export const purchaseOrderArg: Arg = {
  kind: 'purchase-order',
  label: 'Purchase order',
  help: 'Its number, such as 1042-A.',
}
const promised: Arg = { kind: 'date', label: 'Promised ship date', help: 'A day such as 2026-11-25, where you are.' }

/** What can be asked of orders once suppliers are part of it. */
export const forwardingCommands = {
  'order.list': command({
    who: staff,
    title: 'Orders',
    does: 'List the newest orders.',
    input: ListOrders,
    args: {
      which: {
        kind: 'choice',
        label: 'Which',
        help: 'open if empty.',
        choices: orderFilters.map(value => ({ value, label: value })),
      },
    },
    examples: ['/order list', '/order list held'],
    run: listOrders,
  }),
  'order.overview': command({
    who: staff,
    title: 'What needs doing',
    does: 'Show what needs doing first.',
    input: ShowOverview,
    args: {},
    examples: ['/order overview'],
    run: showOverview,
  }),
  'order.show': command({
    who: staff,
    title: 'Show an order',
    does: 'Show an order with its whole story.',
    input: ShowOrder,
    args: { order: orderArg },
    examples: ['/order show 1042'],
    run: showOrder,
  }),
  'order.find': command({
    who: staff,
    title: 'Find orders',
    does: 'Find orders by number, customer, city, SKU or tracking number.',
    input: FindOrders,
    args: { text: { kind: 'text', label: 'Text', help: 'Part of a number, name, city, SKU or tracking number.' } },
    examples: ['/order find Göteborg', '/order find 1Z999AA10123456784'],
    run: findOrders,
  }),
  'order.forward': command({
    who: staff,
    title: 'Forward an order',
    does: 'Ask the suppliers of an order to ship it.',
    input: ForwardOrder,
    args: {
      order: orderArg,
      supplier: { kind: 'supplier', label: 'Supplier', help: 'Only this one; else the SKUs decide.', named: true },
      skus: { kind: 'text', label: 'Only these SKUs', help: 'Just these lines, separated by commas.', named: true },
    },
    examples: ['/order forward 1042', '/order forward 1042 supplier:"Lumen Works"'],
    run: forwardOrder,
  }),
  'order.cancel': command({
    who: staff,
    title: 'Cancel an order',
    does: 'Cancel an order; suppliers that acknowledged are asked.',
    input: CancelOrder,
    args: { order: orderArg, reason: { kind: 'text', label: 'Reason', help: 'For the record.' } },
    examples: ['/order cancel 1042 customer changed their mind'],
    run: cancelOrder,
  }),
  'order.withdraw': command({
    who: ['system'],
    title: 'Withdraw',
    does: 'Take a cancelled order back from its suppliers.',
    input: WithdrawPurchaseOrders,
    args: {},
    examples: [],
    hidden: true,
    run: withdrawPurchaseOrders,
  }),
  'order.ask-changes': command({
    who: ['system'],
    title: 'Ask about changes',
    does: 'Ask the suppliers of a changed order to follow.',
    input: AskChanges,
    args: {},
    examples: [],
    hidden: true,
    run: askChanges,
  }),
}

/** What can be asked of purchase orders. */
export const purchaseOrderCommands = {
  'po.show': command({
    who: both,
    title: 'Show a purchase order',
    does: 'Show a purchase order.',
    input: ShowPurchaseOrder,
    args: { purchaseOrder: purchaseOrderArg },
    examples: ['/po show 1042-A'],
    run: showPurchaseOrder,
  }),
  'po.acknowledge': command({
    who: both,
    title: 'Acknowledge',
    does: 'Say yes to a purchase order, if you like with a ship date.',
    input: Acknowledge,
    args: { purchaseOrder: purchaseOrderArg, promised },
    examples: ['/po acknowledge 1042-A', '/po acknowledge 1042-A 2026-11-25'],
    run: acknowledge,
  }),
  'po.promise': command({
    who: both,
    title: 'Promise a ship date',
    does: 'Promise the day a purchase order will ship.',
    input: PromiseShipDate,
    args: { purchaseOrder: purchaseOrderArg, promised },
    examples: ['/po promise 1042-A 2026-11-25'],
    run: promiseShipDate,
  }),
  'po.decline': command({
    who: both,
    title: 'Decline',
    does: 'Say no to a purchase order, with a reason.',
    input: Decline,
    args: {
      purchaseOrder: purchaseOrderArg,
      reason: { kind: 'choice', label: 'Reason', help: 'Why you cannot ship it.', choices: choices(DECLINE_REASONS) },
      note: { kind: 'long', label: 'Note', help: 'The shop’s staff read it.' },
    },
    examples: ['/po decline 1042-A inventory_out_of_stock back in June'],
    run: decline,
  }),
  'po.shipto': command({
    who: both,
    title: 'Ship-to',
    does: 'Open the full address, privately; that you looked is recorded.',
    privately: true,
    input: ShowShipTo,
    args: { purchaseOrder: purchaseOrderArg },
    examples: ['/po shipto 1042-A'],
    run: showShipTo,
  }),
  'po.answer': command({
    who: both,
    title: 'Answer a change',
    does: 'Accept or refuse a change after forwarding.',
    input: AnswerChange,
    args: { note: { kind: 'long', label: 'Note', help: 'The shop’s staff read it.' } },
    examples: [],
    hidden: true,
    run: answerChange,
  }),
  'po.send': command({
    who: staff,
    title: 'Send',
    does: 'Send a purchase order that waited.',
    input: SendPurchaseOrder,
    args: { purchaseOrder: purchaseOrderArg },
    examples: ['/po send 1042-A'],
    run: sendPurchaseOrder,
  }),
}
