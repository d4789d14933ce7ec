import type { Card } from '../kernel/shapes/card.ts'
import { cut } from '../kernel/words/text.ts'
import type { StaffMail } from './tables.ts'

/** What every chat shows of a card’s body, with room for the rest. */
const MOST = 1_500

/** Whose room a mail answers, and the number of the purchase order there. */
export type StrayAbout = { supplier: string | null; number: string | null }

/**
 * A mail that did nothing. What came to an address that only a supplier has is its words, and is shown; of any other
 * nobody knows whose they are, so that only who opens it sees them. Pure.
 */
export function strayCard(mail: StaffMail, { supplier, number }: StrayAbout): Card {
  const about = number ? ` about ${number}` : ''
  const base = {
    audience: 'staff' as const,
    title: supplier ? `A mail to ${supplier}’s address${about}` : 'A mail that answers nothing of ours',
  }
  if (mail.settledAt) return { ...base, tone: 'over', summary: `${mail.settledBy} settled it.` }
  const show = { label: 'Show the mail', command: 'mail.show', input: { mail: mail.id } }
  const done = { label: 'Done', command: 'mail.settle', input: { mail: mail.id } }
  return {
    ...base,
    tone: 'warning',
    summary: supplier
      ? `${who(mail)} wrote it. It did nothing: they aren’t a contact of ${supplier}, or what they answer is closed.`
      : `Somebody at ${mailDomain(mail)} wrote it. It did nothing.`,
    ...(supplier && { body: cut(mail.text, MOST) }),
    buttons: [show, done],
  }
}

const mailDomain = ({ address }: StaffMail) => address.split('@').at(-1) || 'an unknown address'
const who = (mail: StaffMail) =>
  mail.name === mail.address ? `Somebody at ${mailDomain(mail)}` : `${mail.name} (${mailDomain(mail)})`
