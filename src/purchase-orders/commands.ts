import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { choices } from '../orders/order.ts'
import { Acknowledge, acknowledge } from './acknowledge.ts'
import { aPurchaseOrder, somePurchaseOrders } from './arguments.ts'
import { Decline, decline } from './decline.ts'
import { DECLINE_REASONS } from './decline-reason.ts'
import { Postpone, postpone } from './postpone.ts'
import { PromiseShipDate, promiseShipDate } from './promise-ship-date.ts'
import { SendPurchaseOrder, sendPurchaseOrder } from './send-purchase-order.ts'
import { ShowShipTo, showShipTo } from './show-ship-to.ts'

const staff = ['staff', 'system'] as const
const both = ['supplier', 'staff', 'system'] as const

export const purchaseOrderArg: Arg = {
  kind: aPurchaseOrder,
  label: 'Purchase order',
  help: 'Its number, such as 1042-A.',
}
export const promisedArg: Arg = {
  kind: 'date',
  label: 'Promised ship date',
  help: 'Where you are: 2026-11-25, tomorrow, friday, 2 Dec or 3 days.',
}

/** What can be asked of a purchase order by itself. */
export const purchaseOrderCommands = {
  'po.acknowledge': command({
    who: both,
    title: 'Acknowledge',
    does: 'Accept a purchase order, several or all new ones, with a ship date if you like.',
    input: Acknowledge,
    args: {
      purchaseOrder: {
        kind: somePurchaseOrders,
        label: 'Purchase order',
        help: 'Its number, such as 1042-A; or several; or all.',
      },
      promised: promisedArg,
    },
    examples: ['/po acknowledge 1042-A', '/po acknowledge 1042-A 1043-A friday', '/po acknowledge all'],
    run: acknowledge,
  }),
  'po.promise': command({
    who: both,
    title: 'Promise a ship date',
    does: 'Promise the day a purchase order will ship.',
    input: PromiseShipDate,
    args: { purchaseOrder: purchaseOrderArg, promised: promisedArg },
    examples: ['/po promise 1042-A 2026-11-25', '/po promise 1042-A friday'],
    run: promiseShipDate,
  }),
  'po.decline': command({
    who: both,
    title: 'Decline',
    does: 'Decline a purchase order, with a reason.',
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
    does: 'Open the full address, privately. Your look is recorded.',
    privately: true,
    input: ShowShipTo,
    args: { purchaseOrder: purchaseOrderArg },
    examples: ['/po shipto 1042-A'],
    run: showShipTo,
  }),
  'po.postpone': command({
    ...bySystem,
    title: 'Postpone',
    does: 'Give a purchase order the time that closures agreed since take away.',
    input: Postpone,
    run: postpone,
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
