import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'

/** The store had stopped sending, and what was done about it. */
export function healedCard({ name, topics }: Events['store.healed']): Card {
  return {
    audience: 'staff',
    tone: 'warning',
    title: `${name} had stopped sending webhooks`,
    summary: `${name} no longer sent ${list(topics)}. I switched that on again, and I am counting its orders now, so that none is missing.`,
  }
}
