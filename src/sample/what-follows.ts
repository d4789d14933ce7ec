import type { OwnReactions, Speech } from '../kernel/asking/reaction.ts'
import type { Card } from '../kernel/shapes/card.ts'

const KEY = { kind: 'sample', subject: 'sample' }

const CARD: Card = {
  audience: 'staff',
  tone: 'neutral',
  title: 'This is a sample shop',
  summary: 'Its orders, customers and suppliers are made up, so that you can try everything: nobody is written to.',
  lines: [
    { text: 'Forward an order: /order forward 1042' },
    { text: 'Answer as its supplier: choose Mei Lin at the bottom left.' },
    { text: 'Connect your own store: /store connect' },
  ],
  buttons: [{ label: 'Remove the sample shop', command: 'store.remove-sample', input: {}, style: 'danger' }],
}

const GONE: Card = {
  audience: 'staff',
  tone: 'neutral',
  title: 'The sample shop is gone',
  summary: 'This is your own shop now.',
  lines: [
    { text: 'Connect a store: /store connect' },
    { text: 'Add who ships for you: /supplier add' },
    { text: 'Let your people in: /person add' },
  ],
}

/** The card in the orders room that says what the sample is, and settles when it goes. */
export const sampleReactions = {
  'sample.loaded': [async (speech: Speech) => speech.post(KEY, await speech.staffRooms('orders'), CARD)],
  'sample.removed': [(speech: Speech) => speech.redraw(KEY, GONE)],
} satisfies OwnReactions
