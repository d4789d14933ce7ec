import { list } from '../kernel/words/text.ts'
import type { LateRule } from './tables.ts'

/** What each rule found, and what its due time is called. `ship_soon` is no breach. */
const RULES: Readonly<Record<LateRule, { found: string; due: string }>> = {
  acknowledge: { found: 'not acknowledged', due: 'Acknowledge by' },
  ship_soon: { found: 'due soon', due: 'Ship by' },
  ship: { found: 'not shipped', due: 'Ship by' },
  promised: { found: 'promised day missed', due: 'Promised for' },
  scan: { found: 'never scanned by the carrier', due: 'First scan by' },
}

/** `not acknowledged and not shipped`, each once, in the order in which they fell due. */
export function foundWords(notices: readonly { rule: LateRule; dueAt: Date }[]): string {
  const inOrder = notices.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  return list([...new Set(inOrder.map(({ rule }) => RULES[rule].found))])
}

/** What a rule's due time is called. */
export function dueWords(rule: LateRule): string {
  return RULES[rule].due
}
