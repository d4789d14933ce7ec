import { kindOf } from '../cases/kind.ts'
import type { Case } from '../cases/tables.ts'
import { type CardLink, joined, type Phrase, type Tone } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'

/** Most cases that a card names. */
const MOST = 5

/** The tone of a card of what has these open cases: with one of them, nothing is on track. Pure. */
export function toneWith(openCases: readonly Case[], tone: Tone): Tone {
  return openCases.length > 0 && tone !== 'bad' ? 'warning' : tone
}

/**
 * What is open, as the fact of a card: `Complaint C12, Late shipment L7`, each leading to its own card; none where nothing
 * is. Pure.
 * @param keyOf names the card of a case that the reader has.
 */
export function openCasesFact(
  openCases: readonly Case[],
  keyOf: (caseId: string) => CardLink['card'],
): { label: string; value: Phrase }[] {
  if (openCases.length === 0) return []
  const links = openCases.slice(0, MOST).map(one => ({ text: nameOf(one), card: keyOf(one.id) }))
  const more = openCases.length - links.length
  return [{ label: 'Open cases', value: joined([...links, ...(more > 0 ? [`${more} more`] : [])], ', ') }]
}

/** The same as a sentence after others, with a space before it. Pure. */
export function openCasesSentence(openCases: readonly Case[]): string {
  return openCases.length > 0 ? ` Open: ${casesInWords(openCases)}.` : ''
}

const nameOf = (one: Case) => `${kindOf(one).title} ${one.number}`

function casesInWords(openCases: readonly Case[]): string {
  const named = openCases.slice(0, MOST).map(nameOf)
  const more = openCases.length - named.length
  return list([...named, ...(more > 0 ? [`${more} more`] : [])])
}
