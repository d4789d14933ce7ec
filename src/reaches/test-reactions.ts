import { and, eq, isNull } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { messages } from '../kernel/ground/tables.ts'
import { findTest, type TestView, testKey } from './find-test.ts'
import { testCard, testStaffCard } from './test-cards.ts'

const trialStaffKey = (subject: string) => ({ kind: 'reach-test-staff', subject })

/** Posts the card on trial, and where staff asked for it the one that shows how it goes. */
export const sendTest: Reaction<'reach.tested'> = async (speech, { about }) => {
  const test = await viewOfTest(speech, about)
  const { supplier, ways, staffRoom } = test
  const all = await speech.supplierRooms(supplier.id)
  const to = all.filter(({ id }) => ways.some(({ room }) => room.id === id))
  await speech.post(testKey(about), to, testCard(test))
  const listed = [...(await speech.staffRooms('orders')), ...(await speech.staffRooms('alerts'))]
  const here = listed.filter(({ id }) => id === staffRoom).slice(0, 1)
  const staff = here.length > 0 ? here : await speech.staffRooms('alerts')
  await speech.post(trialStaffKey(about), staff, testStaffCard(test))
}

export const showAnswered: Reaction<'reach.test_answered'> = async (speech, { about }) => redrawTest(speech, about)

export const showSent: Reaction<'message.shown'> = async (speech, { about, data }) => {
  if (data.kind === testKey(about).kind) await redrawTest(speech, about)
}

/** A test that could not be sent says why. */
export const showStopped: Reaction<'room.parked' | 'message.parked'> = async (speech, { about }) => {
  const waiting = await speech.read
    .select({ subject: messages.subject })
    .from(messages)
    .where(and(eq(messages.kind, testKey('').kind), eq(messages.roomId, about), isNull(messages.ref)))
  for (const { subject } of waiting) await redrawTest(speech, subject)
}

async function redrawTest(speech: Speech, id: string): Promise<void> {
  await speech.redraw(trialStaffKey(id), testStaffCard(await viewOfTest(speech, id)))
}

async function viewOfTest(speech: Speech, id: string): Promise<TestView> {
  const test = await findTest(speech.read, id)
  if (!test) throw new Error(`test ${id} is not here`)
  return test
}
