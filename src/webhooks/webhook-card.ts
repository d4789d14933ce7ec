import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'

const test = (store: string) => ({ label: 'Send test', command: 'webhook.test', input: { store } })
const replay = (store: string, label: string) =>
  ({ label, command: 'webhook.replay', input: { store }, style: 'primary' }) as const

/** How a test of a store's webhooks went. */
export function testedCard({ store, host, why }: Events['webhook.tested']): Card {
  const arrived = { tone: 'good', title: `${store}: the test arrived`, summary: `${host} took the test.` } as const
  const lost = { tone: 'bad', title: `${store}: the test did not arrive`, summary: why ?? '' } as const
  return { audience: 'staff', ...(why === null ? arrived : lost), buttons: [test(store)] }
}

/** Something never arrived at a store: it has to be put right there. */
export function givenUpCard({ store, host, why, off, waiting }: Events['webhook.given_up']): Card {
  const left = `${count(waiting, 'message')} did not arrive.`
  return {
    audience: 'staff',
    tone: 'bad',
    title: off ? `${store}: webhooks are switched off` : `${store} missed something`,
    summary: `${why} ${left} ${off ? 'Nothing more is sent until you turn it on again.' : ''}`.trim(),
    facts: [{ label: 'Address', value: host }],
    buttons: [replay(store, off ? 'Turn on and send' : 'Send again'), ...(off ? [] : [test(store)])],
  }
}

/** The same card once it is on again. */
export function enabledCard({ store }: Events['webhook.enabled']): Card {
  const summary = 'What did not arrive is on its way again.'
  return { audience: 'staff', tone: 'over', title: `${store} is notified again`, summary, buttons: [test(store)] }
}
