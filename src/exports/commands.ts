import { caseArg } from '../cases/commands.ts'
import { command } from '../kernel/asking/command.ts'
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
    does: 'Make the evidence of a case for a payment dispute.',
    input: MakeEvidence,
    args: { case: caseArg },
    examples: ['/case evidence C12'],
    run: makeEvidence,
  }),
}
