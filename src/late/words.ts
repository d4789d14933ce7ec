import { list } from '../kernel/words/text.ts'
import { type LateRule, RULES } from './rules.ts'

/** `not acknowledged and not shipped`, each once, in the order in which they fell due. */
export function lateWords(notices: readonly { rule: LateRule; dueAt: Date }[]): string {
  const inOrder = notices.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  return list([...new Set(inOrder.map(({ rule }) => RULES[rule].found))])
}

/** What a rule's due time is called. */
export function dueWords(rule: LateRule): string {
  return RULES[rule].due
}
