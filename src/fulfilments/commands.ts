import { bySystem, command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { ReportFulfilment, reportFulfilment } from './report-fulfilment.ts'
import { RetryFulfilment, retryFulfilment } from './retry-fulfilment.ts'
import { SettleFulfilment, settleFulfilment } from './settle-fulfilment.ts'
import { ReportTelling, reportTelling, SettleTelling, settleTelling } from './settle-telling.ts'
import { oweEarlierParcels, TellEarlier } from './tell-earlier.ts'

/** What can be asked about what stores know of our parcels. */
export const fulfilmentCommands = {
  'order.tell-store': command({
    who: ['staff', 'system'],
    title: 'Write to the store',
    does: 'Tell an order’s store its tracking numbers, ship-by date, hold and scans again.',
    input: RetryFulfilment,
    args: { order: orderArg },
    examples: ['/order tell-store 1042'],
    run: retryFulfilment,
  }),
  'fulfilment.settle': command({
    ...bySystem,
    title: 'Store is up to date',
    does: 'Note what the store holds.',
    input: SettleFulfilment,
    run: settleFulfilment,
  }),
  'store.tell-earlier': command({
    ...bySystem,
    title: 'Earlier parcels',
    does: 'Write to a store what was recorded shortly before it was connected.',
    input: TellEarlier,
    run: oweEarlierParcels,
  }),
  'telling.settle': command({
    ...bySystem,
    title: 'Store is up to date again',
    does: 'Note that a store takes what it did not.',
    input: SettleTelling,
    run: settleTelling,
  }),
  'telling.report': command({
    ...bySystem,
    title: 'Store not up to date',
    does: 'Notify staff that a store isn’t up to date about an order.',
    input: ReportTelling,
    run: reportTelling,
  }),
  'fulfilment.report': command({
    ...bySystem,
    title: 'Store not reached',
    does: 'Notify staff that a store can’t be written to.',
    input: ReportFulfilment,
    run: reportFulfilment,
  }),
}
