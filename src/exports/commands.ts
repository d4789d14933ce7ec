import { caseArg } from '../cases/commands.ts'
import { command } from '../kernel/asking/command.ts'
import { ListEvidence, listEvidence } from './list-evidence.ts'
import { MakeEvidence, makeEvidence } from './make-evidence.ts'
import { MakeTranscript, makeTranscript } from './make-transcript.ts'

const who = ['staff', 'system'] as const

/** What can be taken along of a case, as files that are read without Waybill. */
export const exportCommands = {
  'case.transcript': command({
    who,
    title: 'Transcript',
    does: 'Make a page of everything about a case, to keep.',
    input: MakeTranscript,
    args: { case: caseArg },
    examples: ['/case transcript C12'],
    run: makeTranscript,
  }),
  'case.evidence': command({
    who,
    title: 'Evidence pack',
    does: 'List the evidence of a case for a payment dispute, and make it.',
    input: ListEvidence,
    args: { case: caseArg },
    examples: ['/case evidence C12'],
    run: listEvidence,
  }),
  'case.evidence-pack': command({
    who,
    hidden: true,
    title: 'Evidence pack',
    does: 'Make the evidence of a case, without the entries that are left out.',
    input: MakeEvidence,
    args: { leaveOut: { kind: 'text', label: 'Entries to leave out', help: 'Their numbers, such as 2 or 2, 4-5.' } },
    examples: [],
    run: makeEvidence,
  }),
}
