import { drawCase } from '../../cases/draw-case.ts'
import { pingsFor } from '../../cases/pings.ts'
import { toStaff } from '../../cases/say-in-thread.ts'
import type { Reaction } from '../../kernel/asking/reaction.ts'
import { complaintKind } from '../kind.ts'
import { nextStepWords } from './words.ts'

/** A step was done: the card has the next one. */
export const redrawSteps: Reaction<'complaint.step_done' | 'complaint.step_skipped'> = async (speech, { about }) => {
  await drawCase(speech, complaintKind, about)
}

/** The time of a step has come: who looks after the complaint is called. */
export const remindOfStep: Reaction<'complaint.step_due'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, complaintKind, about)
  const { one, po } = view
  await toStaff(speech, view, id, {
    ...{ audience: 'staff', tone: 'warning', title: `The next step of ${one.number}` },
    summary: `${nextStepWords(data.step)}. ${po.number} was delivered, and the customer doesn’t have it.`,
    body: ['By ', { at: data.dueAt }],
    context: 'Record it with the button on the card above.',
    pings: await pingsFor(speech.read, 'owner', one),
  })
}
