import { againArg, caseArg, ledgerArg } from '../cases/commands.ts'
import { type Arg, command } from '../kernel/asking/command.ts'
import { CloseReturn, closeReturn } from './close-return.ts'
import { ExpectAmount, expectAmount } from './expect-amount.ts'
import { RecountReturn, recountReturn } from './recount-return.ts'
import { creditReturn, recordReturnRefund, refundReturn, SettleAmount } from './settle-amount.ts'

const staff = ['staff', 'system'] as const
const both = ['supplier', 'staff', 'system'] as const
const amount: Arg = { kind: 'text', label: 'Amount', help: 'Such as 12.50; all that is open if empty.' }

const settling = {
  ...{ who: staff, input: SettleAmount, asksFor: () => ['amount'] },
  args: { case: caseArg, amount, again: againArg },
}

/** What is owed and paid for a return, until its ledgers agree. */
export const returnLedgerCommands = {
  'return.expect': command({
    who: both,
    title: 'What is owed',
    does: 'Say what the customer or the supplier’s credit will be.',
    input: ExpectAmount,
    args: {
      case: caseArg,
      ledger: ledgerArg,
      amount: { kind: 'text', label: 'Amount', help: 'Such as 12.50 USD; 0 for nothing.' },
    },
    examples: ['/return expect R13 credit 12.50 USD', '/return expect R13 refund 40'],
    run: expectAmount,
  }),
  'return.refund': command({
    ...settling,
    requires: () => ['refund'],
    title: 'Refund',
    does: 'Refund the customer at the store, or record it where that can’t be asked.',
    examples: ['/return refund R13', '/return refund R13 20'],
    run: refundReturn,
  }),
  'return.record-refund': command({
    ...settling,
    requires: () => ['refund'],
    title: 'Record a refund',
    does: 'Record what the customer was refunded by hand.',
    examples: ['/return record-refund R13', '/return record-refund R13 20'],
    run: recordReturnRefund,
  }),
  'return.credit': command({
    ...settling,
    title: 'Record a credit',
    does: 'Record what the supplier credited.',
    examples: ['/return credit R13', '/return credit R13 12.50 USD'],
    run: creditReturn,
  }),
  'return.recount': command({
    who: ['system'],
    title: 'Recount a return',
    does: 'Follow amounts that were put right.',
    hidden: true,
    input: RecountReturn,
    args: {},
    examples: [],
    run: recountReturn,
  }),
  'return.close': command({
    who: staff,
    title: 'Close a return',
    does: 'End a return whose ledgers agree, or say why it ends so.',
    input: CloseReturn,
    args: { case: caseArg, why: { kind: 'long', label: 'Why', help: 'Where a ledger disagrees. For staff only.' } },
    examples: ['/return close R13', '/return close R13 the bulb was lost on the way'],
    run: closeReturn,
  }),
}
