import type { Button, Card } from '../kernel/shapes/card.ts'

type Told = { title: string; summary: string; since: string; order: string; again: Button; other?: Button }

/** Something that a store was asked for and does not do. `since`: when that began, ISO 8601. `other`: what ends it otherwise. */
export function notDoneCard({ title, summary, since, order, again, other }: Told): Card {
  return {
    ...{ audience: 'staff', tone: 'bad', title, summary },
    facts: [{ label: 'Tried since', value: { at: since } }],
    buttons: [{ ...again, style: 'primary' }, ...(other ? [other] : []), storyOf(order)],
  }
}

/** The same card once it worked after all. */
export function doneCard({ title, summary, order }: Pick<Told, 'title' | 'summary' | 'order'>): Card {
  return { audience: 'staff', tone: 'over', title, summary, buttons: [storyOf(order)] }
}

const storyOf = (order: string): Button => ({ label: 'Story', command: 'order.show', input: { order } })
