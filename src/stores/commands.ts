import { command } from '../kernel/asking/command.ts'
import { aStore } from './arguments.ts'
import { ListStores, listStores } from './list-stores.ts'
import { SetAutoForward, setAutoForward } from './set-auto-forward.ts'
import { PAYMENTS, SetPayment, setPayment } from './set-payment.ts'

const who = ['staff', 'system'] as const

/** What can be asked of stores. */
export const storeCommands = {
  'store.list': command({
    who,
    title: 'Stores',
    does: 'List the stores and whether each forwards its orders by itself.',
    input: ListStores,
    args: {},
    examples: ['/store list'],
    run: listStores,
  }),
  'store.autoforward': command({
    who,
    title: 'Auto-forward',
    does: 'Forward a store’s new orders as they come in, or stop doing so.',
    input: SetAutoForward,
    args: {
      store: { kind: aStore, label: 'Store', help: 'Its name or domain.' },
      setting: {
        kind: 'choice',
        label: 'Auto-forward',
        help: 'on or off.',
        choices: [
          { value: 'on', label: 'on' },
          { value: 'off', label: 'off' },
        ],
      },
    },
    examples: ['/store autoforward "Sample Shop" on'],
    run: setAutoForward,
  }),
  'store.payment': command({
    who,
    title: 'Payment',
    does: 'Say whether a store’s authorized or cash-on-delivery orders are sent or wait.',
    input: SetPayment,
    args: {
      store: { kind: aStore, label: 'Store', help: 'Its name or domain.' },
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
