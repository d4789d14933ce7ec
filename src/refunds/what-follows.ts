import { loadCaseView } from '../cases/case-view.ts'
import { drawCase } from '../cases/draw-case.ts'
import { kindOf } from '../cases/kind.ts'
import { toStaff } from '../cases/say-in-thread.ts'
import type { EventName } from '../events.ts'
import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { droppedCard, notOfferedMessage, notRefundedCard, offeredMessage, refundedCard } from './refund-cards.ts'

type RefundEvent = Extract<EventName, `refund.${string}`>

/** Draws the cards of the case as they are now. */
const redrawCase: Reaction<RefundEvent> = async (speech, { about, data }) => {
  await drawCase(speech, kindOf(data), about)
}

const notRefunded = (refund: string) => ({ kind: 'refund', subject: refund })

/** What follows when stores are to give money back. */
export const refundReactions = {
  'refund.wanted': [redrawCase],
  'refund.offered': [
    redrawCase,
    async (speech, { id, about, data }) => {
      const view = await loadCaseView(speech.read, about)
      await toStaff(speech, view, id, offeredMessage(view, data))
    },
  ],
  'refund.not_offered': [
    redrawCase,
    async (speech, { id, about, data }) => {
      const view = await loadCaseView(speech.read, about)
      await toStaff(speech, view, id, notOfferedMessage(view, data))
    },
  ],
  'refund.asked': [redrawCase],
  'refund.done': [redrawCase, async (speech, { data }) => speech.redraw(notRefunded(data.id), refundedCard(data))],
  'refund.failed': [
    redrawCase,
    async (speech, event) =>
      speech.post(notRefunded(event.data.id), await speech.staffRooms('alerts'), notRefundedCard(event)),
  ],
  'refund.dropped': [redrawCase, async (speech, { data }) => speech.redraw(notRefunded(data.id), droppedCard(data))],
} satisfies OwnReactions
