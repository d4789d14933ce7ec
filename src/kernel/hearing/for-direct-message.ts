import type { Answer } from '../shapes/answer.ts'

/**
 * An answer as a direct message, for where it could not be shown. Buttons work only in the rooms, and what is private
 * is left in no history. Pure.
 */
export function forDirectMessage(answer: Answer): Answer {
  switch (answer.kind) {
    case 'form':
      return { kind: 'refused', text: `The form “${answer.form.title}” could not be opened. Please try again.` }
    case 'errors':
      return { kind: 'refused', text: Object.values(answer.errors).join(' ') }
    case 'shown':
      return answer.privately
        ? { kind: 'refused', text: 'The answer could not be shown. Please ask again.' }
        : { kind: 'shown', card: { ...answer.card, presses: [] } }
    default:
      return answer
  }
}
