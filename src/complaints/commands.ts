import { aPart, aSupplierFor } from '../cases/arguments.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import { againArg, caseArg } from '../cases/commands.ts'
import { ShowCard, showCardOf } from '../cases/show-card.ts'
import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { choices } from '../orders/order.ts'
import { byHandArg } from '../refunds/by-hand.ts'
import { AddEvidence, addEvidence } from './add-evidence.ts'
import { AnswerComplaint, answerComplaint } from './answer-complaint.ts'
import { someEvidence } from './arguments.ts'
import { AskAgain, askAgain } from './ask-again.ts'
import { ComplaintReopened, complaintReopened } from './follow-case.ts'
import { FollowParcels, followParcels } from './follow-parcels.ts'
import { loseReplacement, ReplacementLost, ReplacementRerouted, replacementRerouted } from './follow-replacement.ts'
import { OpenComplaint, openComplaint } from './open-complaint.ts'
import { COMPLAINT_REASONS } from './reason.ts'
import { ResolveComplaint, resolveComplaint } from './resolve-complaint.ts'
import { SendComplaint, sendComplaint, startSending } from './send-complaint.ts'
import { SweepClaims, sweepClaims } from './sweep-claims.ts'
import { RecordStep, recordStep } from './unreceived/record-step.ts'
import { STEPS, stepNames } from './unreceived/steps.ts'
import { SweepSteps, sweepSteps } from './unreceived/sweep-steps.ts'

const staff = ['staff', 'system'] as const
const both = ['staff', 'supplier', 'system'] as const

export const filesArg: Arg = {
  kind: 'files',
  photos: true,
  label: 'Photos and files',
  help: 'The supplier sees them too.',
  named: true,
}
export const linesArg: Arg = {
  kind: 'text',
  label: 'Which items',
  help: 'Leave it empty for all, or write LAMP-OAK x2.',
  named: true,
  lowPriority: true,
}
export const partArg: Arg = {
  kind: aPart,
  label: 'Which part',
  help: 'Where the order has several.',
  named: true,
  lowPriority: true,
}
const happened: Arg = { kind: 'long', label: 'What happened', help: 'The supplier reads this.' }

/** What can be asked of complaints. */
export const complaintCommands = {
  'complaint.open': command({
    who: staff,
    title: 'Open a complaint',
    does: 'Open a customer’s complaint and ask the supplier about it.',
    byForm: true,
    input: OpenComplaint,
    args: {
      order: orderArg,
      reason: { kind: 'choice', label: 'Reason', help: 'What is wrong.', choices: choices(COMPLAINT_REASONS) },
      happened,
      lines: linesArg,
      files: filesArg,
      keep: {
        kind: 'choice',
        label: 'Hide from supplier',
        help: 'Until you send it.',
        choices: [{ value: 'yes', label: 'Yes, for staff only for now' }],
        named: true,
        lowPriority: true,
      },
      part: partArg,
    },
    examples: ['/complaint open 1042 damaged the shade is cracked', '/complaint open 1042 late where is it? keep:yes'],
    run: openComplaint,
  }),
  'complaint.show': command({
    who: both,
    title: 'Show a complaint',
    does: 'Show a complaint with its buttons.',
    input: ShowCard,
    args: { case: caseArg },
    examples: ['/complaint show C12'],
    alone: /^C\d+$/i,
    run: showCardOf('complaint'),
  }),
  'complaint.send': command({
    who: staff,
    title: 'Send to supplier',
    does: 'Ask the supplier about a complaint that staff kept.',
    byForm: true,
    input: SendComplaint,
    args: { case: caseArg, happened },
    examples: ['/complaint send C12 the shade is cracked'],
    starts: startSending,
    run: sendComplaint,
  }),
  'complaint.answer': command({
    who: both,
    title: 'Answer a complaint',
    does: 'Answer a complaint, with a credit if you like.',
    byForm: true,
    input: AnswerComplaint,
    args: {
      case: caseArg,
      answer: { kind: 'long', label: 'Your answer', help: 'The shop’s staff read it.' },
      credit: {
        kind: 'text',
        label: 'What you credit',
        help: 'Such as 12.50 USD; leave it empty for none.',
        named: true,
      },
      files: { ...filesArg, help: 'The shop’s staff see them.' },
    },
    examples: ['/complaint answer C12 we send a new shade on Monday'],
    run: answerComplaint,
  }),
  'complaint.ask-again': command({
    who: staff,
    title: 'Ask again',
    does: 'Ask the supplier again when its answer wasn’t enough.',
    input: AskAgain,
    args: { case: caseArg, question: { kind: 'long', label: 'Question', help: 'The supplier reads this.' } },
    examples: ['/complaint ask-again C12 which day does it ship?'],
    run: askAgain,
  }),
  'complaint.evidence': command({
    who: both,
    title: 'Add evidence',
    does: 'Add photos to a complaint, and say what they show.',
    byForm: true,
    input: AddEvidence,
    args: {
      case: caseArg,
      shows: {
        kind: someEvidence,
        label: 'What they show',
        help: 'One of the things the agreement asks for, or empty.',
      },
      files: { ...filesArg, help: 'Empty if a file that is here already shows it.' },
    },
    examples: ['/complaint evidence C12'],
    run: addEvidence,
  }),
  'complaint.step': command({
    who: staff,
    title: 'Record a step',
    does: 'Record what was done about a parcel that was delivered and not received.',
    byForm: true,
    input: RecordStep,
    args: {
      case: caseArg,
      step: {
        kind: 'choice',
        label: 'Step',
        help: 'What was done.',
        choices: stepNames.map(value => ({ value, label: STEPS[value].proof })),
      },
      note: { kind: 'long', label: 'What was said or found', help: 'Only staff and the evidence pack have it.' },
      reference: { kind: 'text', label: 'Inquiry number', help: 'The carrier’s own.', named: true },
      files: { ...filesArg, help: 'On no card; the evidence pack has them.' },
      skip: {
        kind: 'choice',
        label: 'Leave it out',
        help: 'The note says why.',
        choices: [{ value: 'yes', label: 'Yes, it was not done' }],
        named: true,
        lowPriority: true,
      },
    },
    examples: ['/complaint step C12 neighbours nobody has it', '/complaint step C12 carrier reference:4711'],
    run: recordStep,
  }),
  'complaint.resolve': command({
    who: staff,
    requires: ({ resolution }) => (/refund/.test(String(resolution)) ? ['refund'] : []),
    title: 'Resolve a complaint',
    does: 'End a complaint with what the customer gets. The store refunds it where it can.',
    byForm: true,
    input: ResolveComplaint,
    asksFor: ({ resolution }) => (/credit|refund/i.test(String(resolution)) ? ['amount'] : []),
    args: {
      case: caseArg,
      resolution: { kind: 'choice', label: 'Resolution', help: 'How it ends.', choices: choices(RESOLUTIONS) },
      amount: { kind: 'text', label: 'Amount', help: 'Such as 12.50. Empty: what was not refunded yet.', named: true },
      supplier: { kind: aSupplierFor, label: 'Replaced by', help: 'The same supplier, if empty.', named: true },
      note: { kind: 'long', label: 'Note', help: 'For staff only.' },
      paid: byHandArg,
      again: againArg,
    },
    examples: [
      '/complaint resolve C12 refund amount:12.50',
      '/complaint resolve C12 replacement supplier:"Casa Cerámica"',
    ],
    run: resolveComplaint,
  }),
  'complaint.reopened': command({
    ...bySystem,
    title: 'Reopen a complaint',
    does: 'Follow a reopened case.',
    input: ComplaintReopened,
    run: complaintReopened,
  }),
  'complaint.replacement-lost': command({
    ...bySystem,
    title: 'Replacement lost',
    does: 'Open a complaint again whose replacement is not coming.',
    input: ReplacementLost,
    run: loseReplacement,
  }),
  'complaint.replacement-rerouted': command({
    ...bySystem,
    title: 'Replacement re-routed',
    does: 'Follow a replacement to the supplier that sends it now.',
    input: ReplacementRerouted,
    run: replacementRerouted,
  }),
  'complaint.recalculate': command({
    ...bySystem,
    title: 'Recalculate claim windows',
    does: 'Count claim windows from what was shipped or delivered.',
    input: FollowParcels,
    run: followParcels,
  }),
  'complaint.sweep-steps': command({
    ...bySystem,
    title: 'Watch steps',
    does: 'Remind of steps whose time has come.',
    input: SweepSteps,
    run: sweepSteps,
  }),
  'complaint.sweep': command({
    ...bySystem,
    title: 'Watch claim windows',
    does: 'Warn of rights to claim that are about to end.',
    input: SweepClaims,
    run: sweepClaims,
  }),
}
