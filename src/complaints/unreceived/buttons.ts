import type { Button } from '../../kernel/shapes/card.ts'
import type { ComplaintView } from '../complaint-view.ts'
import { nextStep } from './path.ts'
import { STEPS } from './steps.ts'

/** The next step of a parcel that was delivered and not received, as a press or a form, and how to leave it out. */
export function stepButtons({ one, path }: Pick<ComplaintView, 'one' | 'path'>, now: Date): readonly Button[] {
  const next = path && nextStep(path.facts, path.limits, now).step
  // The supplier is claimed from, and it is decided, by buttons that every complaint has.
  if (!next || next === 'decide' || next === 'claim') return []
  const input = { case: one.id, step: next }
  const { press, asks } = STEPS[next]
  const skipped = { ...input, skip: 'yes' }
  if (next === 'wait') return [{ label: press, command: 'complaint.step', input: skipped }]
  return [
    { label: press, command: 'complaint.step', input, asks: [...asks], style: 'primary' },
    { label: 'Leave it out', command: 'complaint.step', input: skipped, asks: ['note'] },
  ]
}
