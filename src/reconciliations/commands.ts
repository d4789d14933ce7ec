import { bySystem, command } from '../kernel/asking/command.ts'
import { storeArg } from '../stores/commands.ts'
import { CheckOrders, checkOrders } from './check-orders.ts'
import { NoteComparison, noteComparison } from './note-comparison.ts'
import { NoteFound, noteFound } from './note-found.ts'
import { OweReadings, oweReadings } from './owe-readings.ts'
import { ReadAgain, readAgain } from './read-again.ts'
import { askForHolds, ReadHolds } from './read-holds.ts'
import { ReportUnread, reportUnread, SettleUnread, settleUnread } from './report-unread.ts'

/** What can be asked about whether all orders of a store are here. */
export const reconciliationCommands = {
  'store.check': command({
    who: ['staff', 'system'],
    title: 'Check a store',
    does: 'Check what Waybill may do at a store, and whether all its orders are here.',
    input: CheckOrders,
    args: {
      store: storeArg,
      since: {
        kind: 'date',
        label: 'Since',
        help: 'From which day on orders are counted, such as 1 Nov; 30 days without it.',
      },
    },
    examples: ['/store check "Sample Shop"', '/store check "Sample Shop" since:2026-11-01'],
    run: checkOrders,
  }),
  'store.read-order': command({
    ...bySystem,
    title: 'Read an order',
    does: 'Read an order of a store again.',
    input: ReadAgain,
    run: readAgain,
  }),
  'store.read-holds': command({
    ...bySystem,
    title: 'Read holds',
    does: 'Read how a store holds an order.',
    input: ReadHolds,
    run: askForHolds,
  }),
  'store.owe-readings': command({
    ...bySystem,
    title: 'Read stores',
    does: 'Read what changed at every store.',
    input: OweReadings,
    run: oweReadings,
  }),
  'store.note-found': command({
    ...bySystem,
    title: 'Found orders',
    does: 'Note which orders no webhook brought.',
    input: NoteFound,
    run: noteFound,
  }),
  'store.report-unread': command({
    ...bySystem,
    title: 'Store not read',
    does: 'Notify staff that a store can’t be read.',
    input: ReportUnread,
    run: reportUnread,
  }),
  'store.settle-unread': command({
    ...bySystem,
    title: 'Store was read',
    does: 'Note that a store can be read again.',
    input: SettleUnread,
    run: settleUnread,
  }),
  'store.note-comparison': command({
    ...bySystem,
    title: 'Compared a store',
    does: 'Note what came of comparing a store.',
    input: NoteComparison,
    run: noteComparison,
  }),
}
