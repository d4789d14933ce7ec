import type { Audience, Card } from '../kernel/shapes/card.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import type { BatchItem, BatchRow } from './tables.ts'

/** How many of those that were not done are listed with why. */
const LISTED = 20

/** A batch with all its things, in their order. */
export type BatchView = { batch: BatchRow; items: readonly BatchItem[] }

/** How far a batch is, and what was not done with why. Pure. */
export function batchCard({ batch, items }: BatchView, audience: Audience): Card {
  const { thing, deed, askedBy, askedAt, finishedAt } = batch
  const done = items.filter(({ outcome }) => outcome === 'done').length
  const left = items.filter(({ outcome }) => outcome !== 'done' && outcome !== null)
  const more = left.length - LISTED
  const are = items.length === 1 ? 'is' : 'are'
  return {
    audience,
    // Before the cards of what it does: it says how far they are.
    urgent: true,
    tone: finishedAt === null ? 'waiting' : left.length > 0 ? 'warning' : 'good',
    title: `${count(items.length, thing)} at once`,
    summary: `${inFigures(done)} of ${count(items.length, thing)} ${are} ${deed}${finishedAt === null ? ' so far' : ''}.${left.length > 0 ? ` Not ${deed}: ${inFigures(left.length)}.` : ''}`,
    lines: left.slice(0, LISTED).map(({ number, why }) => ({ text: number, detail: why ?? '' })),
    ...(more > 0 && {
      body: `…and ${inFigures(more)} more.`,
      buttons: [{ label: 'All that are left', command: 'batch.left', input: { batch: batch.id } }],
    }),
    context: [`Asked by ${askedBy.name} `, { at: askedAt.toISOString() }],
  }
}
