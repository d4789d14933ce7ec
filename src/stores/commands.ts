import { command } from '../kernel/asking/command.ts'
import { aStore } from './arguments.ts'
import { ListStores, listStores } from './list-stores.ts'
import { SetAutoForward, setAutoForward } from './set-auto-forward.ts'

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
}
