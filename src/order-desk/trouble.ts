import { kindOf } from '../cases/kind.ts'
import type { Case } from '../cases/tables.ts'
import type { Tone } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'

/** Most cases that a card names. */
const MOST = 5

/** The tone of a card of what has these open cases: with one of them, nothing is on track. Pure. */
export function toneWith(openCases: readonly Case[], tone: Tone): Tone {
  return openCases.length > 0 && tone !== 'bad' ? 'warning' : tone
}

/** What is open, as the fact of a card: `Complaint C12 and Late shipment L7`; none where nothing is. Pure. */
export function openCasesFact(openCases: readonly Case[]): { label: string; value: string }[] {
  return openCases.length > 0 ? [{ label: 'Open cases', value: casesInWords(openCases) }] : []
}

/** The same as a sentence after others, with a space before it. Pure. */
export function openCasesSentence(openCases: readonly Case[]): string {
  return openCases.length > 0 ? ` Open: ${casesInWords(openCases)}.` : ''
}

function casesInWords(openCases: readonly Case[]): string {
  const named = openCases.slice(0, MOST).map(one => `${kindOf(one).title} ${one.number}`)
  const more = openCases.length - named.length
  return list([...named, ...(more > 0 ? [`${more} more`] : [])])
}
