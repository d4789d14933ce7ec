import { joined, type Phrase } from '../../kernel/shapes/card.ts'
import type { ComplaintStep } from '../tables.ts'
import { type NextStep, nextStep } from './path.ts'
import type { UnreceivedPath } from './read-path.ts'
import { STEPS } from './steps.ts'

const DECIDE = 'Decide: refund or replace it, and what the supplier credits'

export const nextStepWords = (step: NextStep['step']): string => (step === 'decide' ? DECIDE : STEPS[step].next)

/** The next step with its date, and what was done, as facts of the staff's card. */
export function pathFacts({ steps, facts, limits }: UnreceivedPath, now: Date): { label: string; value: Phrase }[] {
  const next = nextStep(facts, limits, now)
  const moment = { at: next.dueAt.toISOString() }
  const done = steps.map(stepPhrase)
  return [
    { label: 'Next step', value: [`${nextStepWords(next.step)} · by `, moment] },
    ...(done.length > 0 ? [{ label: 'Steps', value: joined(done, '; ') }] : []),
  ]
}

/** `asked the carrier to look into it (inquiry 4711), 3 Nov` */
function stepPhrase({ step, reference, note, isSkipped, doneAt, doneBy }: ComplaintStep): Phrase {
  return [`${stepDone({ step, reference, note, isSkipped })} (${doneBy}, `, { at: doneAt.toISOString() }, ')']
}

/** What a step says in a story and on papers, after the name of who did it. */
export function stepDone({
  step,
  reference,
  note,
  isSkipped,
}: Pick<ComplaintStep, 'step' | 'reference' | 'note' | 'isSkipped'>): string {
  const did = isSkipped ? `left out: ${STEPS[step].done}` : STEPS[step].done
  return [did, reference && `inquiry ${reference}`, note].filter(Boolean).join(' — ')
}
