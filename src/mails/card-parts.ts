import type { Card } from '../kernel/shapes/card.ts'
import { count, cut, list } from '../kernel/words/text.ts'
import type { MailView } from './mail-view.ts'

/** As a mail server says of a mail whose sender’s domain does not vouch for it. */
export const DOUBTFUL = { label: 'Sender', value: 'The mail server doubts that they wrote it' }

/** What every chat shows of a card’s body, with room for the rest. */
const MOST = 1_500

/** What a room may show of a customer’s words, and what of them it may not. */
export function shownWords({ words, subject }: MailView): Pick<Card, 'body' | 'context'> {
  const left = [...new Set([...(words?.left ?? []), ...(subject?.left ?? [])])]
  return {
    ...(words?.text && { body: cut(words.text, MOST) }),
    ...(left.length > 0 && { context: `Left out here: what names the customer’s ${list(left)}.` }),
  }
}

/** Its subject, who it is from and what came with it, as far as a room may show it. */
export function mailFactsOf({ mail, subject, pictures, isFromElsewhere }: MailView): NonNullable<Card['facts']> {
  const others = mail.files.length - pictures.length + mail.lacks.length
  const along = [
    ...(pictures.length > 0 ? [count(pictures.length, 'picture')] : []),
    ...(others > 0 ? [count(others, pictures.length > 0 ? 'other file' : 'file')] : []),
  ]
  return [
    ...(subject?.text ? [{ label: 'Subject', value: cut(subject.text, 150) }] : []),
    ...(mail.isDoubtful ? [DOUBTFUL] : []),
    ...(isFromElsewhere ? [{ label: 'From', value: 'Another address than the order’s' }] : []),
    ...(along.length > 0 ? [{ label: 'With it', value: list(along) }] : []),
  ]
}
