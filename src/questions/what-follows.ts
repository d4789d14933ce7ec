import { eq } from 'drizzle-orm'
import { openCaseConversation } from '../cases/conversation.ts'
import { drawCase } from '../cases/draw-case.ts'
import { pingsFor } from '../cases/pings.ts'
import { toStaff } from '../cases/say-in-thread.ts'
import { utterances } from '../conversations/tables.ts'
import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { questionKind } from './kind.ts'
import { supplierAnswered } from './messages.ts'
import { aboutOf, findQuestion } from './question-view.ts'

/**
 * Posts the cards of a question; nothing else ever does. One that was written under the purchase order's card is
 * answered there, so its supplier needs no further card.
 */
const postQuestion: Reaction<'question.asked'> = async (speech, { about, data }) => {
  if (data.inThread) return void (await drawCase(speech, questionKind, about, { staff: true }))
  const isAsked = speech.actor.side !== 'supplier'
  const view = await drawCase(speech, questionKind, about, {
    supplier: true,
    staff: true,
    ...(isAsked && { calls: true }),
  })
  await openCaseConversation(speech, view, aboutOf(view.one, view.po))
}

const tellAnswer: Reaction<'question.answered'> = async (speech, { id, about }) => {
  const view = await drawCase(speech, questionKind, about)
  if (view.question.asker === 'staff')
    await toStaff(speech, view, id, supplierAnswered(view, await pingsFor(speech.read, 'owner', view.one)))
}

/** A conversation has the id of its case. What a form answered ended it in the same act. */
const followItsWords: Reaction<'conversation.said'> = async (speech, { about, data: { utteranceId, side, name } }) => {
  if (!(await findQuestion(speech.read, about))) return
  const [said] = await speech.read.select().from(utterances).where(eq(utterances.id, utteranceId))
  await speech.ask('question.follow', { case: about, side, by: name, text: said?.text ?? '' })
  await drawCase(speech, questionKind, about)
}

/** What follows for questions. */
export const questionReactions = {
  'question.asked': [postQuestion],
  'question.answered': [tellAnswer],
  'conversation.said': [followItsWords],
} satisfies OwnReactions
