import { addDays } from 'date-fns/addDays'
import { max } from 'date-fns/max'
import { min } from 'date-fns/min'
import type { Limits } from '../../shipments/limits.ts'
import { type Step, stepNames } from './steps.ts'

/** How long a step that is the staff's own may take, days. */
const OWN_DAYS_TO_ACT = 1

export type PathFacts = {
  openedAt: Date
  deliveredAt: Date | null
  /** Since when the supplier knows of it, and until when it takes a claim. */
  sentAt: Date | null
  claimBy: Date | null
  /** When each step was done, or left out. */
  done: ReadonlyMap<Step, Date>
}

/** The step that is next, and by when; after the last of them it is decided. Pure. */
export type NextStep = { step: Step | 'decide'; dueAt: Date }

export function nextStep(facts: PathFacts, limits: Limits, now: Date): NextStep {
  let from = facts.openedAt
  for (const step of stepNames) {
    const dueAt = dueOf(step, from, facts, limits)
    const doneAt = doneOf(step, dueAt, facts, now)
    if (!doneAt) return { step, dueAt }
    from = max([from, doneAt])
  }
  return { step: 'decide', dueAt: addDays(from, OWN_DAYS_TO_ACT) }
}

function dueOf(step: Step, from: Date, { openedAt, deliveredAt, claimBy }: PathFacts, limits: Limits): Date {
  switch (step) {
    case 'wait':
      return max([openedAt, addDays(deliveredAt ?? openedAt, limits['wait-delivered'])])
    case 'claim':
      // What is over can't be met any more: then it is due at once.
      return claimBy ? max([from, min([claimBy, addDays(from, OWN_DAYS_TO_ACT)])]) : addDays(from, OWN_DAYS_TO_ACT)
    case 'inquiry':
      return addDays(from, limits.inquiry)
    case 'affidavit':
      return addDays(from, limits.statement)
    default:
      return addDays(from, OWN_DAYS_TO_ACT)
  }
}

/** Waiting is over by itself, and what the supplier knows of is claimed. */
function doneOf(step: Step, dueAt: Date, { sentAt, done }: PathFacts, now: Date): Date | null {
  const recorded = done.get(step)
  if (recorded) return recorded
  if (step === 'wait') return dueAt <= now ? dueAt : null
  return step === 'claim' ? sentAt : null
}
