import { command } from '../kernel/asking/command.ts'
import { caseArg } from './commands.ts'
import { type MayReopen, ReopenCase, reopenCase } from './reopen-case.ts'

/** The one verb of all cases that asks their kinds first. */
export function reopenCommand(may: MayReopen) {
  return {
    'case.reopen': command({
      who: ['staff', 'system'],
      title: 'Reopen a case',
      does: 'Take a closed case up again.',
      input: ReopenCase,
      args: { case: caseArg, why: { kind: 'long', label: 'Why', help: 'For staff only.' } },
      examples: ['/case reopen L7 it was closed by mistake'],
      run: (verb, input) => reopenCase(verb, input, may),
    }),
  }
}
