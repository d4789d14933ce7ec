import { caseArg } from '../cases/commands.ts'
import { bySystem, command } from '../kernel/asking/command.ts'
import { NoteNoOffer, NoteOffers, noteNoOffer, noteOffers } from './note-offer.ts'
import { PayRefund, payRefund } from './pay-refund.ts'
import { ReportRefund, reportRefund, SettleRefund, settleRefund } from './settle-refund.ts'
import { dropRefund, OneRefund, tryRefund } from './try-refund.ts'

const who = ['staff', 'system'] as const

/** What can be asked about refunds that stores make for us. */
export const refundCommands = {
  'refund.pay': command({
    who,
    requires: () => ['refund'],
    title: 'Refund',
    does: 'Show what the store would refund for a case, to press it.',
    input: PayRefund,
    args: { case: caseArg },
    examples: ['/refund pay C12'],
    run: payRefund,
  }),
  'refund.try': command({
    who,
    requires: () => ['refund'],
    title: 'Try a refund again',
    does: 'Ask the store again for a refund that it hasn’t made.',
    input: OneRefund,
    args: { case: caseArg },
    examples: ['/refund try C12'],
    run: tryRefund,
  }),
  'refund.drop': command({
    who,
    requires: () => ['refund'],
    title: 'Don’t refund',
    does: 'Give up a refund that the store doesn’t make; it is off the record then.',
    input: OneRefund,
    args: { case: caseArg },
    examples: ['/refund drop C12'],
    run: dropRefund,
  }),
  'refund.offered': command({
    ...bySystem,
    title: 'Refund offered',
    does: 'Note what a store would refund.',
    input: NoteOffers,
    run: noteOffers,
  }),
  'refund.not-offered': command({
    ...bySystem,
    title: 'No refund offered',
    does: 'Note why a store would refund nothing.',
    input: NoteNoOffer,
    run: noteNoOffer,
  }),
  'refund.settle': command({
    ...bySystem,
    title: 'Refunded at the store',
    does: 'Note that a store has refunded a case.',
    input: SettleRefund,
    run: settleRefund,
  }),
  'refund.report': command({
    ...bySystem,
    title: 'Not refunded',
    does: 'Notify staff that a store doesn’t refund a case.',
    input: ReportRefund,
    run: reportRefund,
  }),
}
