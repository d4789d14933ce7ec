import type { Moment, Phrase } from '../kernel/shapes/card.ts'
import type { CaseView } from './case-view.ts'
import type { Reminder } from './escalation.ts'

/**
 * What is next in a case, and when Waybill speaks of it: no open case is without it.
 * @param next whose move it is, in words: `Lumen Works answers`
 */
export function nextPhrase(
  { one, supplier }: Pick<CaseView, 'one' | 'supplier'>,
  next: string,
  step: Reminder | null,
): Phrase {
  if (one.snoozedUntil) return [`${next}. Silent until `, moment(one.snoozedUntil)]
  if (!one.nextAt) return `${next}. Nobody is reminded of it any more`
  if (!step) return [`${next}. Reported as unanswered: `, moment(one.nextAt)]
  return [`${next}. Waybill reminds ${whom(step.to, one.ownerName, supplier.name)} next: `, moment(one.nextAt)]
}

const moment = (at: Date): Moment => ({ at: at.toISOString() })

function whom(to: Reminder['to'], owner: string | null, supplier: string): string {
  if (typeof to !== 'string') return to.name
  if (to === 'supplier') return supplier
  return to === 'owner' && owner ? owner : 'the staff'
}
