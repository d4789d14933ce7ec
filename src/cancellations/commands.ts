import { bySystem, command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { CancelInStore, cancelInStore } from './cancel-in-store.ts'
import {
  ReportCancellation,
  reportCancellation,
  SettleCancellation,
  settleCancellation,
} from './settle-cancellation.ts'

/** What can be asked about orders that stores cancel for us. */
export const cancellationCommands = {
  'order.cancel-in-store': command({
    who: ['staff', 'system'],
    requires: ({ money }) => (money === 'refund' ? ['cancel', 'refund'] : ['cancel']),
    title: 'Cancel in the store',
    does: 'Have the store cancel an order that is cancelled here, and refund it or not.',
    input: CancelInStore,
    args: {
      order: orderArg,
      money: {
        kind: 'choice',
        label: 'Money',
        help: 'Whether the store refunds what was paid. This can’t be undone.',
        choices: [
          { value: 'refund', label: 'refund what was paid' },
          { value: 'keep', label: 'no refund' },
        ],
      },
    },
    examples: ['/order cancel-in-store 1042 refund'],
    run: cancelInStore,
  }),
  'cancellation.settle': command({
    ...bySystem,
    title: 'Cancelled in the store',
    does: 'Note that a store has cancelled an order.',
    input: SettleCancellation,
    run: settleCancellation,
  }),
  'cancellation.report': command({
    ...bySystem,
    title: 'Not cancelled',
    does: 'Notify staff that a store doesn’t cancel an order.',
    input: ReportCancellation,
    run: reportCancellation,
  }),
}
