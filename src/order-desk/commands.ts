import { bySystem, command } from '../kernel/asking/command.ts'
import { someOrders } from '../orders/arguments.ts'
import { orderArg } from '../orders/commands.ts'
import { CHANGE_TITLES, changeKinds } from '../purchase-orders/change.ts'
import { promisedArg, purchaseOrderArg } from '../purchase-orders/commands.ts'
import { carrierArg, trackingNumberArg } from '../shipments/commands.ts'
import { aStore } from '../stores/arguments.ts'
import { aSupplier } from '../suppliers/arguments.ts'
import { AcknowledgeAll, acknowledgeAll } from './acknowledge-all.ts'
import { AcknowledgeListed, acknowledgeListed } from './acknowledge-listed.ts'
import { AddTracking, addTracking } from './add-tracking.ts'
import { AnswerChange, answerChange } from './answer-change.ts'
import { AskChanges, askChanges } from './ask-changes.ts'
import { CancelOrder, cancelOrder, WithdrawPurchaseOrders, withdrawPurchaseOrders } from './cancel-order.ts'
import { ChangeOrder, changeOrder, linesWanted } from './change-order.ts'
import { SendCustomerNote, sendCustomerNote } from './customer-note.ts'
import { DecideOffer, decideOffer } from './decide-offer.ts'
import { FindOrders, findOrders } from './find-orders.ts'
import { ForwardAll, forwardAll } from './forward-all.ts'
import { ForwardListed, forwardListed } from './forward-listed.ts'
import { ForwardNewOrders, forwardNewOrders } from './forward-new-orders.ts'
import { ForwardOrder } from './forward-order.ts'
import { forwardOrders } from './forward-orders.ts'
import { GatherNew, gatherNew } from './gather-new.ts'
import { ListOrders, listOrders } from './list-orders.ts'
import { ORDER_LISTS, orderFilters } from './listed-orders.ts'
import { someNewOrders } from './new-orders.ts'
import { someNewPurchaseOrders } from './new-purchase-orders.ts'
import { NotePurchaseOrder, notePurchaseOrder } from './note-purchase-order.ts'
import { PlanOrders, planOrders } from './plan-orders.ts'
import { ReplyByLine, replyByLine } from './reply.ts'
import { ShowOrder, showOrder } from './show-order.ts'
import { ShowPurchaseOrder, showPurchaseOrder } from './show-purchase-order.ts'
import { sortArg } from './sorts.ts'
import { TakeBack, takeBack } from './take-back.ts'
import { warnOfChanges } from './warn-of-changes.ts'
import { LANGUAGE_CODES, LANGUAGES } from './where/languages.ts'
import { WhereIsOrder, whereIsOrder } from './where/where-is-order.ts'

const staff = ['staff', 'system'] as const
const both = ['supplier', 'staff', 'system'] as const

/** What can be asked of orders once suppliers are part of it, and of what suppliers are shown of them. */
export const orderDeskCommands = {
  'order.list': command({
    who: staff,
    title: 'Orders',
    does: 'List orders by how they stand, by supplier, store or words in them.',
    input: ListOrders,
    args: {
      which: {
        kind: 'choice',
        label: 'Which',
        help: 'open if empty.',
        choices: orderFilters.map(value => ({ value, label: ORDER_LISTS[value] })),
      },
      supplier: { kind: aSupplier, label: 'Supplier', help: 'Only orders that this one has.', named: true },
      store: { kind: aStore, label: 'Store', help: 'Only orders of this one.', named: true },
      text: { kind: 'text', label: 'Text', help: 'Words or numbers in them.', named: true },
      sort: sortArg,
    },
    examples: ['/order list', '/order list held', '/order list new supplier:"Lumen Works" sort:oldest'],
    reads: true,
    run: listOrders,
  }),
  'order.where': command({
    who: ['staff', 'system'],
    title: 'Where is an order?',
    does: 'Say where an order is, in words to send to the customer, in their language.',
    input: WhereIsOrder,
    args: {
      order: orderArg,
      language: {
        kind: 'choice',
        label: 'Language',
        help: 'The customer’s, as the store tells it, if empty.',
        choices: LANGUAGE_CODES.map(value => ({ value, label: LANGUAGES[value].language })),
        named: true,
      },
    },
    examples: ['/order where 1042', '/order where 1042 language:de'],
    reads: true,
    run: whereIsOrder,
  }),
  'order.show': command({
    who: staff,
    title: 'Show an order',
    does: 'Show an order with its whole story.',
    input: ShowOrder,
    args: { order: orderArg },
    examples: ['/order show 1042', '/order 1042'],
    alone: /^[#№]?\d{2,12}(@\S+)?$/,
    reads: true,
    run: showOrder,
  }),
  'order.find': command({
    who: staff,
    title: 'Find orders',
    does: 'Find orders by number, customer, city, SKU or tracking number.',
    input: FindOrders,
    args: {
      text: { kind: 'text', label: 'Text', help: 'A number, name, city, SKU or tracking number, or how it begins.' },
    },
    examples: ['/order find Göteborg', '/order find 1Z999AA10123456784'],
    reads: true,
    run: findOrders,
  }),
  'order.forward-new': command({
    ...bySystem,
    title: 'Forward new orders',
    does: 'Forward orders that go out as they come in.',
    input: ForwardNewOrders,
    sure: true,
    run: forwardNewOrders,
  }),
  'order.forward': command({
    who: staff,
    title: 'Forward an order',
    does: 'Ask the suppliers of an order, of several or of all new ones to ship.',
    input: ForwardOrder,
    args: {
      order: { kind: someOrders, label: 'Order', help: 'Its number; or several, such as 1042 1050-1060; or all.' },
      supplier: {
        kind: aSupplier,
        label: 'Supplier',
        help: 'Only this one. Leave it empty to let the SKUs decide.',
        named: true,
      },
      skus: { kind: 'text', label: 'Only these SKUs', help: 'Just these lines, separated by commas.', named: true },
      note: { kind: 'long', label: 'Note', help: 'The supplier reads it with the purchase order.', named: true },
      customerNote: {
        kind: 'choice',
        label: 'Customer’s note',
        help: 'send: the supplier reads it too.',
        named: true,
        choices: [{ value: 'send', label: 'send it along' }],
      },
      held: {
        kind: 'choice',
        label: 'On hold',
        help: 'forward: send it although it is on hold.',
        named: true,
        lowPriority: true,
        choices: [{ value: 'forward', label: 'forward anyway' }],
      },
    },
    examples: [
      '/order forward 1042',
      '/order forward all',
      '/order forward 1042 supplier:"Lumen Works"',
      '/order forward 1042 note:"no invoice, please"',
    ],
    run: forwardOrders,
  }),
  'order.customer-note': command({
    who: staff,
    title: 'Send the note',
    does: 'Let the suppliers of an order read what its customer wrote.',
    input: SendCustomerNote,
    args: { order: orderArg },
    examples: ['/order customer-note 1042'],
    run: sendCustomerNote,
  }),
  'po.note': command({
    who: staff,
    title: 'Note for the supplier',
    does: 'Write a note on a purchase order for its supplier to read.',
    input: NotePurchaseOrder,
    args: {
      purchaseOrder: purchaseOrderArg,
      note: { kind: 'long', label: 'Note', help: 'The supplier reads it on its card.' },
    },
    examples: ['/po note 1042-A no invoice in the parcel, please'],
    run: notePurchaseOrder,
  }),
  'order.plan': command({
    who: staff,
    title: 'Choose orders',
    does: 'Show what goes to whom before many orders are forwarded.',
    input: PlanOrders,
    args: { orders: { kind: someNewOrders, label: 'Orders', help: 'New ones, the oldest first.' } },
    examples: [],
    hidden: true,
    run: planOrders,
  }),
  'order.forward-all': command({
    who: staff,
    title: 'Forward many orders',
    does: 'Forward the orders that were shown.',
    input: ForwardAll,
    args: {},
    examples: [],
    hidden: true,
    run: forwardAll,
  }),
  'order.forward-listed': command({
    who: staff,
    title: 'Forward one of many',
    does: 'Forward one of many orders by its SKUs.',
    input: ForwardListed,
    args: {},
    examples: [],
    hidden: true,
    inBackground: true,
    run: forwardListed,
  }),
  'order.cancel': command({
    who: staff,
    requires: () => ['cancel'],
    title: 'Cancel an order',
    does: 'Cancel an order; suppliers that acknowledged are asked.',
    input: CancelOrder,
    args: { order: orderArg, reason: { kind: 'text', label: 'Reason', help: 'For the record.' } },
    examples: ['/order cancel 1042 customer changed their mind'],
    run: cancelOrder,
  }),
  'order.change': command({
    who: staff,
    title: 'Change an order',
    does: 'Change quantities, lines or the address; suppliers that have it are asked.',
    byForm: true,
    input: ChangeOrder,
    args: {
      order: orderArg,
      lines: {
        kind: 'text',
        label: 'Wanted now',
        help: 'Such as LAMP-OAK x1, BULB x0 for none.',
        named: true,
      },
      address: {
        kind: 'long',
        label: 'Address',
        help: 'Only what differs, a line each: street: …, city: …, postal code: …, country: …',
        named: true,
      },
    },
    examples: ['/order change 1042', '/order change 1042 lines:"LAMP-OAK x1, BULB x0"'],
    starts: linesWanted,
    run: changeOrder,
  }),
  'order.withdraw': command({
    ...bySystem,
    title: 'Withdraw',
    does: 'Take a cancelled or deleted order back from its suppliers.',
    input: WithdrawPurchaseOrders,
    run: withdrawPurchaseOrders,
  }),
  'order.ask-changes': command({
    ...bySystem,
    title: 'Ask about changes',
    does: 'Ask the suppliers of a changed order to follow.',
    input: AskChanges,
    run: askChanges,
  }),
  'po.show': command({
    who: both,
    title: 'Show a purchase order',
    does: 'Show a purchase order.',
    input: ShowPurchaseOrder,
    args: { purchaseOrder: purchaseOrderArg },
    examples: ['/po show 1042-A', '/po 1042-A'],
    alone: /^[#№]?\d{2,12}-[a-z]{1,2}(@\S+)?$/i,
    reads: true,
    run: showPurchaseOrder,
  }),
  'tracking.add': command({
    who: both,
    title: 'Add tracking',
    does: 'Add the tracking number of a parcel.',
    input: AddTracking,
    args: {
      purchaseOrder: purchaseOrderArg,
      number: {
        ...trackingNumberArg,
        help: 'As on the label. Or paste a list, each number next to its purchase order.',
      },
      carrier: carrierArg,
      lines: {
        kind: 'text',
        label: 'What is inside',
        help: 'Empty for all that is left, else such as LAMP-OAK x2, BULB x1.',
        named: true,
      },
      changed: {
        kind: 'choice',
        label: 'As changed or as before',
        help: 'Where a change is open: which of the two shipped.',
        named: true,
        lowPriority: true,
        choices: [
          { value: 'as_changed', label: 'Shipped as changed' },
          { value: 'as_before', label: 'Shipped as before' },
        ],
      },
      sure: {
        kind: 'choice',
        label: 'Record it anyway',
        help: 'yes: what looks like a mistake is right.',
        named: true,
        lowPriority: true,
        choices: [{ value: 'yes', label: 'Yes, it is right' }],
      },
    },
    examples: ['/tracking add 1042-A 1Z999AA10123456784', '/tracking add 1042-A RX123456785CN lines:"LAMP-OAK x2"'],
    warns: warnOfChanges,
    run: addTracking,
  }),
  'po.acknowledge-all': command({
    who: both,
    title: 'Acknowledge several',
    does: 'Accept the purchase orders that were shown or chosen.',
    input: AcknowledgeAll,
    args: {
      purchaseOrders: { kind: someNewPurchaseOrders, label: 'Purchase orders', help: 'The first sent first.' },
      promised: promisedArg,
    },
    examples: [],
    hidden: true,
    run: acknowledgeAll,
  }),
  'po.acknowledge-listed': command({
    who: both,
    title: 'Acknowledge one of many',
    does: 'Accept one of many purchase orders.',
    input: AcknowledgeListed,
    args: {},
    examples: [],
    hidden: true,
    inBackground: true,
    run: acknowledgeListed,
  }),
  'po.gather-new': command({
    ...bySystem,
    title: 'Gather new ones',
    does: 'Offer suppliers to answer several new purchase orders together.',
    input: GatherNew,
    run: gatherNew,
  }),
  'po.reply': command({
    who: both,
    title: 'Answer by line',
    does: 'Answer line by line: yes, later, fewer, another price or SKU, or no.',
    input: ReplyByLine,
    args: {
      purchaseOrder: purchaseOrderArg,
      lines: {
        kind: 'long',
        label: 'Answer, a line each',
        help: 'LAMP x2 ok · BULB backordered 2026-12-20 · CUP only 1 · CUP declined out of stock · BOWL price 4.50',
        named: true,
      },
      note: { kind: 'long', label: 'Note', help: 'The shop’s staff read it.', named: true },
    },
    examples: [
      '/po reply 1042-A lines:"LAMP x2 backordered 2026-12-20, BULB declined out of stock"',
      '/po reply 1042-A lines:"BOWL instead BOWL-2"',
    ],
    run: replyByLine,
  }),
  'po.take-back': command({
    who: staff,
    title: 'Take pieces back',
    does: 'Take back pieces that have not shipped; they can go elsewhere.',
    input: TakeBack,
    args: {
      purchaseOrder: purchaseOrderArg,
      lines: {
        kind: 'text',
        label: 'Which pieces',
        help: 'Empty for all that is not shipped, else such as LAMP x2.',
        named: true,
      },
    },
    examples: ['/po take-back 1042-A', '/po take-back 1042-A lines:"LAMP x2"'],
    run: takeBack,
  }),
  'po.decide': command({
    who: staff,
    title: 'Decide on an offer',
    does: 'Accept or refuse another price or SKU.',
    input: DecideOffer,
    args: {},
    examples: [],
    hidden: true,
    run: decideOffer,
  }),
  'po.answer': command({
    who: both,
    title: 'Answer a change',
    does: 'Accept or refuse a change after forwarding.',
    input: AnswerChange,
    args: {
      purchaseOrder: purchaseOrderArg,
      answer: {
        kind: 'choice',
        label: 'Answer',
        help: 'Once it has shipped, refuse is the only answer.',
        choices: [
          { value: 'accept', label: 'Accept' },
          { value: 'refuse', label: 'Refuse' },
        ],
      },
      which: {
        kind: 'choice',
        label: 'Which change',
        help: 'Where several wait for an answer.',
        named: true,
        choices: changeKinds.map(value => ({ value, label: CHANGE_TITLES[value] })),
      },
      note: { kind: 'long', label: 'Note', help: 'The shop’s staff read it.' },
    },
    examples: ['/po answer 1042-A accept', '/po answer 1042-A refuse which:cancel packed already'],
    run: answerChange,
  }),
}
