import type { Redacted } from '../conversations/without-personal.ts'
import type { Button, Card, Ping } from '../kernel/shapes/card.ts'
import { cut, list } from '../kernel/words/text.ts'
import type { MailReply } from './tables.ts'

/** What every chat shows of a card’s body, with room for the rest. */
const MOST = 1_500

/** A mail to a customer, and whom it is to as a room may call them: `the customer of 1042`. */
export type ReplyView = { reply: MailReply; to: string; words: Redacted }

/** What staff wrote to the customer, as a record in their own thread. Pure. */
export function replyCard({ reply, to, words }: ReplyView): Card {
  const { byName, sentAt, failedAt, why, files, id } = reply
  const whole: Button = { label: 'Show the mail', command: 'mail.show-reply', input: { reply: id } }
  return {
    audience: 'staff',
    tone: failedAt ? 'bad' : sentAt ? 'good' : 'neutral',
    title: `${byName} → ${to}`,
    summary: failedAt ? `It didn’t arrive: ${why}` : sentAt ? 'It was sent.' : 'It is on its way.',
    ...(words.text && { body: cut(words.text, MOST) }),
    ...(files.length > 0 && { files }),
    ...((words.left.length > 0 || words.text.length > MOST) && { buttons: [whole] }),
    context: `The customer reads this.${words.left.length > 0 ? ` Left out here: what names their ${list(words.left)}.` : ''}`,
  }
}

/** A mail to a customer was refused, or came back: who wrote it is called. Pure. */
export function unsentCard({ reply, to }: ReplyView, pings: readonly Ping[]): Card {
  const { byName, failedAt, why, id } = reply
  const again: Button = { label: 'Send it again', command: 'mail.send-again', input: { reply: id } }
  const base = { audience: 'staff' as const, title: `${byName}’s mail to ${to} didn’t arrive`, pings }
  if (!failedAt) return { ...base, tone: 'over', summary: 'It was sent again.' }
  const next = 'If their address is wrong, correct it with /order change, and send it again.'
  return { ...base, tone: 'bad', summary: `${why}. ${next}`, buttons: [again] }
}
