import type { z } from 'zod'
import { Refusal } from '../kernel/words/refusal.ts'
import { zodMessage } from '../kernel/words/zod-messages.ts'
import { readAllowance } from './allowance.ts'
import { readEvidence, readWindow } from './claim.ts'
import { readClosures } from './closures.ts'
import { readHours } from './hours.ts'
import { readShip } from './ship-lines.ts'
import { SoundTerms } from './sound-terms.ts'
import type { Terms } from './terms.ts'

/** The parts of an agreement as people write them, with what a form calls them. */
export const TERMS_PARTS = {
  hours: 'Working hours',
  closed: 'Closed',
  acknowledge: 'Acknowledge within',
  ship: 'Ship within',
  scan: 'First scan within',
  claim: 'Claims within',
  evidence: 'A claim comes with',
  returnTo: 'Returns go to',
  handling: 'Handling',
} as const
export type TermsPart = keyof typeof TERMS_PARTS
/** What is left out stays as it is. */
export type Edits = { readonly [P in TermsPart]?: string | undefined }

/**
 * Terms with some parts rewritten. Pure.
 * @param zone of the supplier: the calendar is always in it.
 * @throws Refusal on the part that does not make sense, in words.
 */
export function editTerms(terms: Terms, edits: Edits, zone: string): Terms {
  const edited: Terms = {
    ...terms,
    calendar: { ...terms.calendar, ...read(edits.hours, readHours), ...closed(edits), zone },
    ...read(edits.ship, readShip),
    acknowledge: allowance('acknowledge', edits) ?? terms.acknowledge,
    scan: allowance('scan', edits) ?? terms.scan,
    claim: claim(terms.claim, edits),
    returnTo: words(edits.returnTo, terms.returnTo),
    handling: words(edits.handling, terms.handling),
  }
  return sound(edited)
}

function read<T>(text: string | undefined, reader: (text: string) => T): T | Record<string, never> {
  return text === undefined ? {} : reader(text)
}

function closed({ closed }: Edits) {
  return closed === undefined ? {} : { closed: readClosures(closed) }
}

function allowance(part: 'acknowledge' | 'scan', { [part]: text }: Edits) {
  if (text === undefined) return null
  try {
    return readAllowance(text)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.message, part) : error
  }
}

function claim(before: Terms['claim'], edits: Edits): Terms['claim'] {
  const window = edits.claim === undefined ? before : readWindow(edits.claim)
  const evidence = edits.evidence === undefined ? (before?.evidence ?? []) : readEvidence(edits.evidence)
  if (window) return { amount: window.amount, unit: window.unit, evidence }
  if (edits.claim === undefined && evidence.length > 0)
    throw new Refusal('Say as well how long a claim may be made, such as claim:"30 days".', 'claim')
  return null
}

function words(text: string | undefined, before: string | null): string | null {
  if (text === undefined) return before
  return /^none$/i.test(text.trim()) ? null : text
}

function sound(terms: Terms): Terms {
  const checked = SoundTerms.safeParse(terms, { error: zodMessage })
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const part = partOf(issue)
  throw new Refusal(`${part ? TERMS_PARTS[part] : 'The terms'}: ${issue?.message}.`, part)
}

function partOf(issue: z.core.$ZodIssue | undefined): TermsPart | undefined {
  const path = (issue?.path ?? []).map(String)
  const names: readonly string[] = path[0] === 'calendar' ? (path[1] === 'closed' ? ['closed'] : ['hours']) : path
  const name = names[0] === 'rules' ? 'ship' : path.includes('evidence') ? 'evidence' : names[0]
  return name !== undefined && name in TERMS_PARTS ? (name as TermsPart) : undefined
}
