import { caseArg } from '../cases/commands.ts'
import { ShowCard, showCardOf } from '../cases/show-card.ts'
import { filesArg, linesArg, partArg } from '../complaints/commands.ts'
import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { choices } from '../orders/order.ts'
import { aCarrier } from '../shipments/arguments.ts'
import { ApproveReturn, approveReturn } from './approve-return.ts'
import { DeclineReturn, declineReturn } from './decline-return.ts'
import { ReturnReopened, returnReopened } from './follow-case.ts'
import { FollowParcelBack, followParcelBack } from './follow-parcel-back.ts'
import { InspectReturn, inspectReturn } from './inspect-return.ts'
import { InstructReturn, instructReturn } from './instruct-return.ts'
import { MirrorReturn, mirrorReturn } from './mirror-return.ts'
import { OpenReturn, openReturn } from './open-return.ts'
import { PostBack, postBack } from './post-back.ts'
import { askToRead, ReadReturn } from './read-return.ts'
import { RETURN_DECLINES, RETURN_REASONS } from './reason.ts'
import { ReceiveReturn, receiveReturn } from './receive-return.ts'
import { ReportUntold, reportUntold, SettleTold, settleTold, TellAgain, tellAgain } from './settle-told.ts'
import { SweepExpiries, sweepExpiries } from './sweep-expiries.ts'
import { WithdrawReturn, withdrawReturn } from './withdraw-return.ts'

const staff = ['staff', 'system'] as const
const both = ['supplier', 'staff', 'system'] as const

const returnTo: Arg = { kind: 'long', label: 'Return address', help: 'As agreed, if empty.', named: true }
const instructions: Arg = { kind: 'long', label: 'Label and packing', help: 'What the sender must know.', named: true }
const expires: Arg = {
  kind: 'date',
  label: 'Send by',
  help: '2026-12-31, friday or 2 weeks; 30 days if empty.',
  named: true,
}

/** What can be asked of returns, but for their money. */
export const returnCommands = {
  'return.open': command({
    who: staff,
    title: 'Open a return',
    does: 'Ask the supplier to take pieces of an order back.',
    byForm: true,
    input: OpenReturn,
    args: {
      order: orderArg,
      reason: { kind: 'choice', label: 'Reason', help: 'Why it comes back.', choices: choices(RETURN_REASONS) },
      happened: { kind: 'long', label: 'What happened', help: 'The supplier reads this.' },
      lines: linesArg,
      part: partArg,
      files: filesArg,
    },
    examples: ['/return open 1042 unwanted does not fit lines:"LAMP-OAK x1"'],
    run: openReturn,
  }),
  'return.show': command({
    who: both,
    title: 'Show a return',
    does: 'Show a return with its buttons.',
    input: ShowCard,
    args: { case: caseArg },
    examples: ['/return show R13'],
    alone: /^R\d+$/i,
    run: showCardOf('return'),
  }),
  'return.approve': command({
    who: both,
    title: 'Take it back',
    does: 'Accept a return: say where it goes and what you credit.',
    input: ApproveReturn,
    args: {
      case: caseArg,
      returnTo,
      rma: { kind: 'text', label: 'Your RMA number', help: 'Ours, if empty.', named: true },
      expires,
      credit: { kind: 'text', label: 'What you credit', help: 'Such as 12.50 USD; 0 for nothing.', named: true },
      instructions,
    },
    examples: ['/return approve R13 credit:"12.50 USD" expires:2026-12-31'],
    run: approveReturn,
  }),
  'return.decline': command({
    who: both,
    title: 'Decline a return',
    does: 'Decline a return, with a reason.',
    input: DeclineReturn,
    args: {
      case: caseArg,
      reason: { kind: 'choice', label: 'Reason', help: 'Why not.', choices: choices(RETURN_DECLINES) },
      note: { kind: 'long', label: 'Note', help: 'The shop’s staff read it.' },
    },
    examples: ['/return decline R13 final_sale'],
    run: declineReturn,
  }),
  'return.withdraw': command({
    who: staff,
    title: 'Withdraw a return',
    does: 'End a return that the customer does not want any more.',
    input: WithdrawReturn,
    args: { case: caseArg, note: { kind: 'long', label: 'Note', help: 'For staff only.' } },
    examples: ['/return withdraw R13 keeps it after all'],
    run: withdrawReturn,
  }),
  'return.instruct': command({
    who: both,
    title: 'Label and address',
    does: 'Change where a return goes, its label, or its deadline.',
    input: InstructReturn,
    args: { case: caseArg, returnTo, instructions, expires, files: filesArg },
    examples: ['/return instruct R13 expires:2026-12-31'],
    run: instructReturn,
  }),
  'return.follow-parcel': command({
    ...bySystem,
    title: 'Follow a parcel',
    does: 'Bring a return to where its carrier says that the parcel is.',
    input: FollowParcelBack,
    run: followParcelBack,
  }),
  'return.parcel': command({
    who: both,
    title: 'Parcel back',
    does: 'Add the tracking number of the parcel back.',
    input: PostBack,
    args: {
      case: caseArg,
      number: { kind: 'text', label: 'Tracking number', help: 'As on the label; spaces do not matter.' },
      carrier: { kind: aCarrier, label: 'Carrier', help: 'Leave it empty: the number says it.', named: true },
    },
    examples: ['/return parcel R13 1Z999AA10123456784'],
    run: postBack,
  }),
  'return.receive': command({
    who: both,
    title: 'Parcel received',
    does: 'Say that the returned parcel has arrived.',
    input: ReceiveReturn,
    args: { case: caseArg },
    examples: ['/return receive R13'],
    run: receiveReturn,
  }),
  'return.inspect': command({
    who: both,
    title: 'Inspect a return',
    does: 'Say line by line what was in the parcel back.',
    input: InspectReturn,
    asksFor: () => ['found'],
    args: {
      case: caseArg,
      found: {
        kind: 'long',
        label: 'What was found',
        help: 'Empty: all restocked. Else: LAMP-OAK x1 damaged, rest restocked; or missing, wrong.',
      },
      files: filesArg,
    },
    examples: ['/return inspect R13', '/return inspect R13 LAMP-OAK x1 damaged, rest restocked'],
    run: inspectReturn,
  }),
  'return.tell-store': command({
    who: staff,
    title: 'Tell the store',
    does: 'Tell the store about a return again.',
    input: TellAgain,
    args: { case: caseArg },
    examples: ['/return tell-store R13'],
    run: tellAgain,
  }),
  'return.read': command({
    ...bySystem,
    title: 'Read a return',
    does: 'Read a return at its store.',
    input: ReadReturn,
    run: askToRead,
  }),
  'return.mirror': command({
    ...bySystem,
    title: 'A return in the store',
    does: 'Take a return as its store has it.',
    input: MirrorReturn,
    run: mirrorReturn,
  }),
  'return.settle-told': command({
    ...bySystem,
    title: 'Return in the store',
    does: 'Note that a store has a return as it is here.',
    input: SettleTold,
    run: settleTold,
  }),
  'return.report-untold': command({
    ...bySystem,
    title: 'Return not in the store',
    does: 'Notify staff that a store doesn’t take a return.',
    input: ReportUntold,
    run: reportUntold,
  }),
  'return.reopened': command({
    ...bySystem,
    title: 'Reopen a return',
    does: 'Follow a reopened case.',
    input: ReturnReopened,
    run: returnReopened,
  }),
  'return.sweep': command({
    ...bySystem,
    title: 'Watch expiries',
    does: 'Warn of returns that are about to expire.',
    input: SweepExpiries,
    run: sweepExpiries,
  }),
}
