import { MOST_ATTACHED } from '../shapes/card.ts'
import type { Sent, Values } from '../shapes/form.ts'
import type { Attachment } from '../shapes/thread-message.ts'
import { cut } from '../words/text.ts'
import { orderInMessage } from './order-in-message.ts'

/** What is offered in a message's own menu next to *Add tracking*: its words and pictures go into the form. Each chat labels it. */
export const FROM_MESSAGE = [
  { id: 'open_complaint', command: 'complaint.open', noun: 'complaint' },
  { id: 'open_return', command: 'return.open', noun: 'return' },
] as const

type Message = {
  text: string
  /** Whether it is a card of ours: then its words are no customer's. */
  ours: boolean
  attachments: readonly Attachment[]
}

/** How a form is opened: what is filled in, what it asks, and the files that come along. */
export type Opening = { known: Values; asks: readonly string[]; prefilledFiles: Sent }

/** Which form *Add tracking* on a message opens, and how. `purchaseOrder`: the one under whose card it was written, by id. */
export type TrackingIn = (message: {
  text: string
  attachments: readonly Attachment[]
  purchaseOrder?: string | undefined
}) => Opening & { command: string }

/** What every chat takes as the first words of a long field. */
const MOST = 2_500

/**
 * The form of a complaint or return as a message fills it in: which order it names, its words, and its pictures. What has
 * no room in it is left out, from the end.
 */
export function fromMessage({ text, ours, attachments }: Message): Opening {
  const order = orderInMessage(text)
  const words = ours ? '' : cut(text.trim(), MOST)
  return {
    known: { ...(order && { order }), ...(words && { happened: words }) },
    asks: ['order', 'reason', 'happened', 'lines', 'files'],
    prefilledFiles: attachments.length > 0 ? { files: attachments.slice(0, MOST_ATTACHED) } : {},
  }
}
