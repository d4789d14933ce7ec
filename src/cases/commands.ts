import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { choices } from '../orders/order.ts'
import { aCase } from './arguments.ts'
import { CloseCase, closeCase } from './close-case.ts'
import { CLOSE_REASONS } from './close-reason.ts'
import { Escalate, escalate } from './escalate.ts'
import { GiveCase, giveCase } from './give-case.ts'
import { NudgeCase, nudgeCase } from './nudge-case.ts'
import { ReopenCase, reopenCase } from './reopen-case.ts'
import { RestartWait, restartWait } from './restart-wait.ts'
import { SnoozeCase, snoozeCase } from './snooze-case.ts'
import { TakeCase, takeCase } from './take-case.ts'

const who = ['staff', 'system'] as const

export const caseArg: Arg = { kind: aCase, label: 'Case', help: 'Its number, such as L7.' }

/** Says that the same money is meant a second time: see must-mean-it.ts. */
export const againArg: Arg = {
  kind: 'choice',
  label: 'Record it again',
  help: 'Where you recorded the same a moment ago.',
  choices: [{ value: 'yes', label: 'Yes, it is another one' }],
  named: true,
  lowPriority: true,
}

export const ledgerArg: Arg = {
  kind: 'choice',
  label: 'Which',
  help: 'Whose money.',
  choices: [
    { value: 'refund', label: 'Refund to the customer' },
    { value: 'credit', label: 'Credit by the supplier' },
  ],
}

/** What can be asked of cases of every kind; what differs between kinds is in kind.ts. */
export const caseCommands = {
  'case.take': command({
    who,
    title: 'Take a case',
    does: 'Make yourself the owner of a case.',
    input: TakeCase,
    args: { case: caseArg },
    examples: ['/case take L7'],
    run: takeCase,
  }),
  'case.give': command({
    who,
    title: 'Give a case',
    does: 'Hand a case to a member of staff.',
    input: GiveCase,
    args: { case: caseArg, person: { kind: 'person', label: 'Person', help: 'A member of staff.', staff: true } },
    examples: ['/case give L7 @Ola'],
    run: giveCase,
  }),
  'case.snooze': command({
    who,
    title: 'Snooze a case',
    does: 'Silence a case until a time; then reminders start again.',
    input: SnoozeCase,
    args: {
      case: caseArg,
      until: { kind: 'text', label: 'Until', help: '2026-11-25, tomorrow, monday 14:00, 2 Dec, 3 days or 4 hours.' },
    },
    examples: ['/case snooze L7 tomorrow', '/case snooze L7 2026-11-25'],
    run: snoozeCase,
  }),
  'case.nudge': command({
    who,
    title: 'Nudge the supplier',
    does: 'Ask the supplier for an answer, in the case’s thread.',
    input: NudgeCase,
    args: { case: caseArg, note: { kind: 'long', label: 'Note', help: 'The supplier reads it.' } },
    examples: ['/case nudge L7', '/case nudge L7 the customer leaves on Friday'],
    run: nudgeCase,
  }),
  'case.close': command({
    who,
    title: 'Close a case',
    does: 'End a case, with a reason.',
    input: CloseCase,
    args: {
      case: caseArg,
      reason: { kind: 'choice', label: 'Reason', help: 'Why it ends.', choices: choices(CLOSE_REASONS) },
      note: { kind: 'long', label: 'Note', help: 'For staff only.' },
    },
    examples: ['/case close L7 customer_waits until Friday'],
    run: closeCase,
  }),
  'case.reopen': command({
    who,
    title: 'Reopen a case',
    does: 'Take a closed case up again.',
    input: ReopenCase,
    args: { case: caseArg, why: { kind: 'long', label: 'Why', help: 'For staff only.' } },
    examples: ['/case reopen L7 it was closed by mistake'],
    run: reopenCase,
  }),
  'case.restart_wait': command({
    ...bySystem,
    title: 'Hear words',
    does: 'Restart the clock of a side that wrote in the conversation.',
    input: RestartWait,
    run: restartWait,
  }),
  'case.escalate': command({
    ...bySystem,
    title: 'Escalate',
    does: 'Run the escalations that are due.',
    input: Escalate,
    run: escalate,
  }),
}
