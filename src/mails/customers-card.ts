import type { Button, Card, Phrase } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { DOUBTFUL, mailFactsOf, shownWords } from './card-parts.ts'
import { mailDomain } from './mail-domain.ts'
import type { MailView } from './mail-view.ts'
import { ASKED, readAsked } from './read-asked.ts'
import { settledWords } from './settled-words.ts'

/** A customer's mail that answers no open case: staff decide what follows. Pure. */
export function customersCard(view: MailView): Card {
  const { mail, order, one, pictures } = view
  const settled = settledWords(mail, one?.number ?? null)
  const base = {
    audience: 'staff' as const,
    tone: settled ? ('over' as const) : ('warning' as const),
    title: order ? `The customer of ${order.number} wrote` : `Somebody wrote to ${mail.sentTo}`,
    summary: settled ? `${settled}.` : summaryOf(view),
    facts: factsOf(view),
    buttons: settled ? settledButtons(view) : order ? orderButtons(view) : strayButtons(view),
  }
  // Anybody can write there: what names no order of ours goes last, where a room is behind.
  if (!order) return { ...base, oneOfMany: true }
  return { ...base, ...shownWords(view), ...(pictures.length > 0 && { files: pictures }) }
}

function summaryOf({ mail, order, one, suggested }: MailView): string {
  if (order && one) return `They answer about ${one.number}, which is closed. Nothing was done.`
  if (order) return 'Read it, and press what it means. Nothing was done.'
  const known = suggested
    ? `It has the address of the customer of ${suggested.number}, which anybody can write.`
    : mail.sendersOrders.length > 0
      ? `It has the address of a customer of ${count(mail.sendersOrders.length, 'order')}, and names none.`
      : 'Which order it is about is not known.'
  return `Somebody at ${mailDomain(mail)} wrote it. ${known} Nothing was done.`
}

function factsOf(view: MailView): NonNullable<Card['facts']> {
  const { mail, order, open } = view
  if (!order) return mail.isDoubtful ? [DOUBTFUL] : []
  const link: Phrase = [{ text: order.number, card: { kind: 'order', subject: order.id } }]
  return [
    { label: 'Order', value: link },
    { label: 'Seems to say', value: ASKED[readAsked(mail)] },
    ...mailFactsOf(view),
    ...(open.length > 0 ? [{ label: 'Open already', value: list(open.map(({ number }) => number)) }] : []),
  ]
}

function orderButtons(view: MailView): readonly Button[] {
  const { mail, one, open } = view
  const [first] = open
  const [complaint, back] = openButtons(view)
  const seems = readAsked(mail) === 'return'
  const [likely, other] = seems ? [back, complaint] : [complaint, back]
  const primary = { style: 'primary' } as const
  const rest = [replyToMailButton(view), showButton(view), doneButton(view, 'No case needed')]
  if (first)
    return [
      { label: `Add to ${first.number}`, command: 'mail.add', input: { mail: mail.id, case: first.id }, ...primary },
      ...[likely, ...rest],
    ]
  if (one)
    return [
      { label: `Reopen ${one.number}`, command: 'mail.reopen', input: { mail: mail.id }, asks: ['why'], ...primary },
      ...[likely, ...rest],
    ]
  return [{ ...likely, ...primary }, other, ...rest]
}

/** The forms begin with what the mail says, and with its pictures. */
function openButtons(view: MailView): readonly [Button, Button] {
  const { mail, order, pictures } = view
  const files = pictures.length > 0 && { files: pictures.map(({ file }) => file) }
  const input = { mail: mail.id, ...(order && { order: order.id }), ...files }
  const asks = ['reason', 'happened', 'lines', 'files']
  return [
    { label: 'Open a complaint', command: 'mail.open-complaint', input, asks: [...asks, 'keep'] },
    { label: 'Open a return', command: 'mail.open-return', input, asks },
  ]
}

function strayButtons(view: MailView): readonly Button[] {
  const { mail, suggested } = view
  const its = suggested && {
    label: `It is about ${suggested.number}`,
    command: 'mail.match',
    input: { mail: mail.id, order: suggested.id },
  }
  return [
    ...(its ? [its] : []),
    chooseButton(view, 'Choose the order'),
    ...[replyToMailButton(view), showButton(view), doneButton(view, 'Dismiss')],
  ]
}

/** What is done is done, and leads on. */
function settledButtons(view: MailView): readonly Button[] {
  const { order, one } = view
  if (!order) return [chooseButton(view, 'Choose the order'), replyToMailButton(view), showButton(view)]
  return one ? [showButton(view)] : [...openButtons(view), replyToMailButton(view), showButton(view)]
}

export const chooseButton = ({ mail }: Pick<MailView, 'mail'>, label: string): Button => ({
  ...{ label, command: 'mail.match', input: { mail: mail.id }, asks: ['order'] },
})

/** Says how often it was answered when it was drawn: who presses it later reads who did. */
export const replyToMailButton = ({ mail, replies }: Pick<MailView, 'mail' | 'replies'>): Button => ({
  ...{ label: 'Reply', command: 'mail.reply', input: { mail: mail.id, replies }, asks: ['text', 'files'] },
})

export const showButton = ({ mail }: Pick<MailView, 'mail'>): Button => ({
  ...{ label: 'Show the mail', command: 'mail.show', input: { mail: mail.id } },
})

export const doneButton = ({ mail }: Pick<MailView, 'mail'>, label: string): Button => ({
  ...{ label, command: 'mail.settle', input: { mail: mail.id } },
})
