import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'

/** A store can't be read, so that nobody knows whether all its orders are here. */
export function unreadCard(store: string, { name, why, since }: Events['store.unread']): Card {
  return {
    audience: 'staff',
    tone: 'bad',
    title: `${name} can’t be read`,
    summary: `If a webhook of ${name} gets lost, its order doesn’t come in. I keep trying. ${why}`,
    facts: [{ label: 'Tried since', value: { at: since } }],
    buttons: [{ label: 'Check again', command: 'store.check', input: { store } }],
  }
}

/** The same card once it worked after all. */
export function readCard({ name }: Events['store.read']): Card {
  return {
    audience: 'staff',
    tone: 'over',
    title: `${name} can be read again`,
    summary: `What changed at ${name} meanwhile is here now.`,
  }
}
