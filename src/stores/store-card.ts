import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'

/** A store was disconnected, not by us. */
export function goneCard({ name }: Events['store.unlinked']): Card {
  return {
    audience: 'staff',
    tone: 'bad',
    title: `${name} is disconnected`,
    summary: `Waybill’s app was removed from ${name}, so no tracking number is written there any more. Connect it again with /store connect.`,
  }
}

/** A store whose owner began there; `connected`: what it is called here since staff connected it. */
export function requestCard({ kind, address }: Events['store.requested'], connected?: string): Card {
  const title = `${address} wants to be connected`
  if (connected) return { audience: 'staff', tone: 'over', title, summary: `It is connected as ${connected}.` }
  return {
    audience: 'staff',
    tone: 'warning',
    title,
    summary:
      'Its owner opened Waybill’s app there. If you know the store, press *Connect*: you get a link that works once. Open it, or send it to the owner.',
    buttons: [{ label: 'Connect', command: 'store.connect', input: { kind, address } }],
  }
}

/** How a connected store is. */
export function storeCard(store: string, { name, troubles, before }: Events['store.checked']): Card {
  const check = { label: 'Check again', command: 'store.check', input: { store } }
  if (troubles.length === 0)
    return {
      audience: 'staff',
      tone: 'good',
      title: `${name} is connected`,
      summary: before?.length ? 'All is well again.' : 'Waybill may read and write all that it needs there.',
      buttons: [check],
    }
  return {
    audience: 'staff',
    tone: 'bad',
    title: `${name}: the connection needs you`,
    summary: troubles.length === 1 ? (troubles[0] ?? '') : `${count(troubles.length, 'thing')} need to be set right.`,
    ...(troubles.length > 1 && { lines: troubles.map(text => ({ text })) }),
    buttons: [check],
  }
}
