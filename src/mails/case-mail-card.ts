import type { Button, Card, Ping } from '../kernel/shapes/card.ts'
import { mailFactsOf, shownWords } from './card-parts.ts'
import { doneButton, replyToMailButton, showButton } from './customers-card.ts'
import type { MailView } from './mail-view.ts'
import { settledWords } from './settled-words.ts'

/** A customer's mail in the staff's thread of its case: their words, marked as theirs. Pure. */
export function caseMailCard(view: MailView, pings: readonly Ping[] = []): Card {
  const { mail, order, one, pictures } = view
  const number = one?.number ?? 'the case'
  const settled = settledWords(mail, number)
  return {
    audience: 'staff',
    tone: settled ? 'over' : 'warning',
    title: `The customer of ${order?.number ?? number} wrote about ${number}`,
    summary: settled ? `${settled}.` : 'Their own words, for staff only: the supplier does not read this.',
    facts: mailFactsOf(view),
    ...shownWords(view),
    ...(pictures.length > 0 && { files: pictures }),
    buttons: buttonsOf(view, settled !== null),
    ...(pings.length > 0 && { pings }),
  }
}

function buttonsOf(view: MailView, isSettled: boolean): readonly Button[] {
  const { mail, one, pictures } = view
  const [reply, show] = [replyToMailButton(view), showButton(view)]
  if (!one) return [show]
  const takesPhotos =
    !one.closedAt && pictures.length > 0 && mail.settledHow !== 'opened' && mail.settledHow !== 'photos'
  const photos: Button = {
    label: `Add photos to ${one.number}`,
    command: 'mail.photos',
    input: { mail: mail.id, case: one.id },
    asks: ['shows'],
  }
  return [
    ...(takesPhotos ? [photos] : []),
    ...[reply, show],
    ...(isSettled ? [] : [doneButton(view, 'No answer needed')]),
  ]
}
