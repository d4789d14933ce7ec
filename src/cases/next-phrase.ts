import type { Moment, Phrase } from '../kernel/shapes/card.ts'
import type { CaseView } from './case-view.ts'
import type { Reminder } from './escalation.ts'

/**
 * What is next in a case, and when Waybill brings it up again: every open case has one.
 * @param next whose move it is, in words: `Lumen Works answers`; null where the card says so already
 */
export function nextPhrase(
  { one, supplier }: Pick<CaseView, 'one' | 'supplier'>,
  next: string | null,
  step: Reminder | null,
): Phrase {
  const first = next ? `${next}. ` : ''
  if (one.snoozedUntil) return [`${first}Silent until `, moment(one.snoozedUntil)]
  if (!one.nextAt) return `${first}No more reminders`
  if (!step) return [`${first}Reported as unanswered: `, moment(one.nextAt)]
  return [`${first}Waybill reminds ${whom(step.to, one.ownerName, supplier.name)} next: `, moment(one.nextAt)]
}

const moment = (at: Date): Moment => ({ at: at.toISOString() })

function whom(to: Reminder['to'], owner: string | null, supplier: string): string {
  if (typeof to !== 'string') return to.name
  if (to === 'supplier') return supplier
  return to === 'owner' && owner ? owner : 'the staff'
}
