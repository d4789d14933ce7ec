import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { anOrder } from './arguments.ts'
import { AssessOrder, assessOrder } from './assess-order.ts'
import { DeleteOrder, deleteOrder } from './delete-order.ts'
import { HoldOrder, holdOrder } from './hold-order.ts'
import { MirrorHold, mirrorHold } from './mirror-hold.ts'
import { NoteOrder, noteOrder } from './note-order.ts'
import { choices, HOLD_REASONS } from './order.ts'
import { previewOrders } from './preview-orders.ts'
import { ReceiveOrder, receiveOrder } from './receive-order.ts'
import { ReceiveOrders, receiveOrders } from './receive-orders.ts'
import { RefundOrder, refundOrder } from './refund-order.ts'
import { ReleaseOrder, releaseOrder } from './release-order.ts'
import { TurnAwayOrder, turnAway } from './turn-away-order.ts'

const staff = ['staff', 'system'] as const

export const orderArg: Arg = { kind: anOrder, label: 'Order', help: 'Its number, such as 1042.' }

/** What can be asked of orders, before suppliers come into it. */
export const orderCommands = {
  'order.hold': command({
    who: staff,
    title: 'Hold an order',
    does: 'Hold an order, so that it is not forwarded.',
    input: HoldOrder,
    args: {
      order: orderArg,
      reason: { kind: 'choice', label: 'Reason', help: 'Why it waits.', choices: choices(HOLD_REASONS) },
      note: { kind: 'long', label: 'Note', help: 'For staff only.' },
    },
    examples: ['/order hold 1042 incorrect_address the house number is missing'],
    run: holdOrder,
  }),
  'order.release': command({
    who: staff,
    title: 'Release an order',
    does: 'Release a held order.',
    input: ReleaseOrder,
    args: { order: orderArg },
    examples: ['/order release 1042'],
    run: releaseOrder,
  }),
  'order.note': command({
    who: staff,
    title: 'Note on an order',
    does: 'Write a note on an order that only staff can read.',
    input: NoteOrder,
    args: { order: orderArg, note: { kind: 'long', label: 'Note', help: 'Suppliers never see it.' } },
    examples: ['/order note 1042 called, wants a gift card inside'],
    run: noteOrder,
  }),
  'order.receive': command({
    who: staff,
    title: 'Receive an order',
    does: 'Take an order as its store tells it.',
    input: ReceiveOrder,
    args: {},
    examples: [],
    hidden: true,
    together: all => ({
      command: 'order.receive-many',
      input: { orders: all.map(({ input, delivery }) => ({ ...(input as object), delivery })) },
    }),
    run: receiveOrder,
  }),
  'order.receive-many': command({
    who: staff,
    title: 'Receive orders',
    does: 'Take many orders as their stores tell them.',
    input: ReceiveOrders,
    args: {},
    examples: [],
    hidden: true,
    run: receiveOrders,
  }),
  'order.preview': command({
    who: staff,
    title: 'Preview orders',
    does: 'Say what receiving many orders would come to.',
    input: ReceiveOrders,
    args: {},
    examples: [],
    hidden: true,
    run: previewOrders,
  }),
  'order.assess': command({
    who: staff,
    title: 'Assess an order',
    does: 'Take the store’s judgement of an order’s risk.',
    input: AssessOrder,
    args: {},
    examples: [],
    hidden: true,
    run: assessOrder,
  }),
  'order.refund': command({
    who: staff,
    title: 'Follow a refund',
    does: 'Take a refund as its store tells it, without its order.',
    input: RefundOrder,
    args: {},
    examples: [],
    hidden: true,
    run: refundOrder,
  }),
  'order.delete': command({
    who: staff,
    title: 'Follow a deletion',
    does: 'Follow an order that its store deleted.',
    input: DeleteOrder,
    args: {},
    examples: [],
    hidden: true,
    run: deleteOrder,
  }),
  'order.mirror-hold': command({
    ...bySystem,
    title: 'A hold in the store',
    does: 'Hold or release an order as its store does.',
    input: MirrorHold,
    run: mirrorHold,
  }),
  'order.turn-away': command({
    who: staff,
    title: 'Turn an order away',
    does: 'Record an order that cannot be taken.',
    input: TurnAwayOrder,
    args: {},
    examples: [],
    hidden: true,
    run: turnAway,
  }),
}
