import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { AcceptKey, acceptKey } from './accept-key.ts'
import { anOption, aSetting, aStore, aStoreKind } from './arguments.ts'
import { LookAgain, lookAgainAtStore, NoteStoreCheck, noteStoreCheck } from './check-store.ts'
import { ConnectStore, connectStore } from './connect-store.ts'
import { DisconnectStore, disconnectStore } from './disconnect-store.ts'
import { ListStores, listStores } from './list-stores.ts'
import { RequestStore, requestStore } from './request-store.ts'
import { SetAutoForward, setAutoForward } from './set-auto-forward.ts'
import { SetOption, setOption, setsEnd } from './set-option.ts'
import { PAYMENTS, SetPayment, setPayment } from './set-payment.ts'
import { ShowStore, showStore } from './show-store.ts'

const who = ['staff', 'system'] as const
export const storeArg: Arg = { kind: aStore, label: 'Store', help: 'Its name or domain.' }

const onOrOff = (label: string): Arg => ({
  kind: 'choice',
  label,
  help: 'on or off.',
  choices: ['on', 'off'].map(value => ({ value, label: value })),
})

/** What can be asked of stores. */
export const storeCommands = {
  'store.list': command({
    who,
    title: 'Stores',
    does: 'List the stores and whether each forwards its orders by itself.',
    input: ListStores,
    args: {},
    examples: ['/store list'],
    reads: true,
    run: listStores,
  }),
  'store.show': command({
    who,
    title: 'Store',
    does: 'Show a store: how it is connected, and how it is set.',
    input: ShowStore,
    args: { store: storeArg },
    examples: ['/store show "Sample Shop"'],
    run: showStore,
  }),
  'store.connect': command({
    who,
    title: 'Connect a store',
    does: 'Let Waybill read a store’s orders and tell it of parcels, or give it new secrets.',
    input: ConnectStore,
    args: {
      kind: { kind: aStoreKind, label: 'Kind', help: 'shopify, woocommerce or intake.' },
      address: { kind: 'text', label: 'Address', help: 'Its domain or site, such as my-shop.myshopify.com.' },
      key: { kind: 'secret', label: 'Key', help: 'Leave it empty to approve on a page of the store.' },
      secret: { kind: 'secret', label: 'Secret', help: 'Leave it empty to approve on a page of the store.' },
      name: { kind: 'text', label: 'Name', help: 'What you call it here.', named: true },
    },
    examples: ['/store connect shopify my-shop.myshopify.com'],
    byForm: true,
    privately: true,
    asksFor: () => ['key', 'secret', 'name'],
    run: connectStore,
  }),
  'store.accept-key': command({
    ...bySystem,
    title: 'Accept a key',
    does: 'Connect a store by the key that its owner handed out.',
    input: AcceptKey,
    run: acceptKey,
  }),
  'store.request': command({
    ...bySystem,
    title: 'Ask to be connected',
    does: 'Ask staff to connect a store whose owner began there.',
    input: RequestStore,
    run: requestStore,
  }),
  'store.disconnect': command({
    who,
    title: 'Disconnect a store',
    does: 'Forget what lets Waybill into a store. Its orders stay.',
    input: DisconnectStore,
    args: { store: storeArg },
    examples: ['/store disconnect "Sample Shop"'],
    run: disconnectStore,
  }),
  'store.look-again': command({
    ...bySystem,
    title: 'Look at a store',
    does: 'Look at a store whose owner changed what Waybill may do there.',
    input: LookAgain,
    run: lookAgainAtStore,
  }),
  'store.note-check': command({
    ...bySystem,
    title: 'Checked a store',
    does: 'Note what a look at a store found.',
    input: NoteStoreCheck,
    run: noteStoreCheck,
  }),
  'store.autoforward': command({
    who,
    title: 'Auto-forward',
    does: 'Forward a store’s new orders as they come in, or stop doing so.',
    input: SetAutoForward,
    args: {
      store: storeArg,
      setting: onOrOff('Auto-forward'),
      first: {
        kind: 'choice',
        label: 'Before its first order',
        help: 'yes: this store has sent none yet, and is called so.',
        named: true,
        lowPriority: true,
        choices: [{ value: 'yes', label: 'yes, it has sent none yet' }],
      },
    },
    examples: ['/store autoforward "Sample Shop" on', '/store autoforward Bakery on first:yes'],
    run: setAutoForward,
  }),
  'store.option': command({
    who,
    title: 'Store option',
    does: 'Say what a store does in its own way: e-mails, statuses, and how long customers’ data is kept.',
    input: SetOption,
    args: {
      store: storeArg,
      option: { kind: anOption, label: 'Option', help: 'notify, complete, addresses, words, statuses or note.' },
      setting: { kind: aSetting, label: 'Setting', help: 'on or off; days or forever; house: as for all stores.' },
      sure: {
        ...{ kind: 'choice', label: 'Are you sure?', help: 'yes: what is older is erased for good.', named: true },
        choices: [{ value: 'yes', label: 'Yes, erase what is older' }],
      },
    },
    examples: ['/store option "Sample Shop" notify off', '/store option "Sample Shop" addresses 90'],
    asksFor: said => (setsEnd(said) ? ['sure'] : []),
    run: setOption,
  }),
  'store.payment': command({
    who,
    title: 'Payment',
    does: 'Say whether a store’s authorized or cash-on-delivery orders are sent or wait.',
    input: SetPayment,
    args: {
      store: storeArg,
      payment: {
        kind: 'choice',
        label: 'Payment',
        help: 'authorized or cod.',
        choices: Object.entries(PAYMENTS).map(([value, { label }]) => ({ value, label })),
      },
      setting: {
        kind: 'choice',
        label: 'Setting',
        help: 'send or hold.',
        choices: [
          { value: 'send', label: 'send' },
          { value: 'hold', label: 'hold' },
        ],
      },
    },
    examples: ['/store payment "Sample Shop" authorized send'],
    run: setPayment,
  }),
}
