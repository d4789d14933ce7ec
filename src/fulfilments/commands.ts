import { command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { ReportFulfilment, reportFulfilment } from './report-fulfilment.ts'
import { RetryFulfilment, retryFulfilment } from './retry-fulfilment.ts'
import { SettleFulfilment, settleFulfilment } from './settle-fulfilment.ts'

/** What can be asked about what stores know of our parcels. */
export const fulfilmentCommands = {
  'order.tell-store': command({
    who: ['staff', 'system'],
    title: 'Tell the store again',
    does: 'Tell an order’s store again which parcels there are.',
    input: RetryFulfilment,
    args: { order: orderArg },
    examples: ['/order tell-store 1042'],
    run: retryFulfilment,
  }),
  'fulfilment.settle': command({
    who: ['system'],
    title: 'The store was told',
    does: 'Note what the store holds.',
    input: SettleFulfilment,
    args: {},
    examples: [],
    hidden: true,
    run: settleFulfilment,
  }),
  'fulfilment.report': command({
    who: ['system'],
    title: 'The store was not told',
    does: 'Tell staff that a store can’t be told.',
    input: ReportFulfilment,
    args: {},
    examples: [],
    hidden: true,
    run: reportFulfilment,
  }),
}
