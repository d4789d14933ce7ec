import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count, inFigures } from '../kernel/words/text.ts'

type Compared = Events['store.reconciled']

/** The orders of a store are being counted. */
export function comparingCard({ name }: Pick<Compared, 'name'>): Card {
  return {
    audience: 'staff',
    tone: 'waiting',
    title: `${name}: counting orders`,
    summary: `I am comparing the orders of ${name} with those here.`,
  }
}

/** Whether every order of a store is here, and why one isn't. */
export function comparisonCard(store: string, compared: Compared): Card {
  const { name, since, until, there, missing } = compared
  const check = { label: 'Check again', command: 'store.check', input: { store } }
  return {
    audience: 'staff',
    tone: missing > 0 ? 'bad' : 'good',
    title: missing > 0 ? `${name}: ${count(missing, 'order')} missing` : `${name}: every order is accounted for`,
    summary: inWords(compared),
    facts: [
      { label: 'Placed from', value: { at: since } },
      { label: 'Until', value: { at: until } },
      ...(there === null ? [] : [{ label: `${name} counts`, value: inFigures(there) }]),
    ],
    buttons: [check],
  }
}

function inWords({ name, there, shown, here, found, passedOver, turnedAway, missing, limit }: Compared): string {
  const has = `${name} has ${count(there ?? shown, 'order')}; Waybill has ${inFigures(here)}`
  const rest = [
    ...(found > 0 ? [`${inFigures(found)} of them came by reading the store, not by a webhook`] : []),
    ...(passedOver > 0 ? [count(passedOver, 'needs no shipping', 'need no shipping')] : []),
    ...(turnedAway > 0 ? [`${inFigures(turnedAway)} could not be taken, as posted in alerts`] : []),
    ...(missing > 0
      ? [`${inFigures(missing)} did not show when I read the store; I read it again within the hour`]
      : []),
  ]
  return [`${[has, ...rest].join('; ')}.`, limit].filter(Boolean).join(' ')
}
