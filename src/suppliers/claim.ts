import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import type { Terms } from './terms.ts'

type Claim = NonNullable<Terms['claim']>

const SHAPE = /^(\d{1,4})\s*(working|business)?\s*days?(?: (?:after|of|from) delivery)?$/i
const LONGEST = 365
const MOST_EVIDENCE = 10

/**
 * How long after delivery a claim may be made: `30 days`, `10 working days`, or `none`.
 * @throws Refusal, in words, on `claim`.
 */
export function readWindow(text: string): Omit<Claim, 'evidence'> | null {
  const typed = text.trim()
  if (/^none$/i.test(typed)) return null
  const [, number, working] = SHAPE.exec(typed) ?? []
  const amount = Number(number)
  if (number === undefined || amount < 1)
    throw new Refusal(`“${typed}” isn’t a time for claims. Write 30 days, 10 working days or none.`, 'claim')
  if (amount > LONGEST) throw new Refusal(`“${typed}” is too long: at most ${LONGEST} days.`, 'claim')
  return { amount, unit: working === undefined ? 'days' : 'working days' }
}

/** What a claim must come with, by commas or lines; `none` for nothing. @throws Refusal on `evidence`. */
export function readEvidence(text: string): readonly string[] {
  if (/^none$/i.test(text.trim())) return []
  const written = text
    .split(/[\n,;]+/)
    .map(item => item.trim())
    .filter(Boolean)
  // Said twice is asked for once.
  const first = (item: string) => written.findIndex(one => one.toLowerCase() === item.toLowerCase())
  const items = written.filter((item, index) => first(item) === index)
  if (items.length > MOST_EVIDENCE)
    throw new Refusal(`Ask for at most ${MOST_EVIDENCE} things as evidence.`, 'evidence')
  return items
}

/** `30 days`, `10 working days`, `none` */
export function writeWindow(claim: Claim | null): string {
  return claim ? count(claim.amount, claim.unit.slice(0, -1)) : 'none'
}

export function writeEvidence(claim: Claim | null): string {
  return claim?.evidence.length ? claim.evidence.join('\n') : 'none'
}
