import type { Card } from './card.ts'

/** Tells staff that something could not be done, or is theirs to decide. */
export function noticeCard(title: string, summary: string): Omit<Card, 'buttons' | 'rest'> {
  return { audience: 'staff', tone: 'warning', title, summary }
}
