import { asc, eq } from 'drizzle-orm'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { loadCaseView } from './case-view.ts'
import { closeCaseThreads, reopenCaseThreads } from './conversation.ts'
import { drawCase } from './draw-case.ts'
import { type CaseFact, kindOf } from './kind.ts'
import { pingsFor } from './pings.ts'
import { ownersOf, reminderCard } from './reminder-card.ts'
import { toStaff, toSupplier } from './say-in-thread.ts'
import * as staff from './staff-messages.ts'
import * as supplier from './supplier-messages.ts'
import { cases } from './tables.ts'

/** What follows for a case of any kind. Its first cards are put up by its own noun. */

export const sayNudged: Reaction<'case.nudged'> = async (speech, { id, about, data }) => {
  const base = await loadCaseView(speech.read, about)
  await toSupplier(speech, base, id, supplier.nudged(base, data, await pingsFor(speech.read, 'supplier', base.one)))
}

export const sayAnswered: Reaction<'case.answered'> = async (speech, { id, about, data }) => {
  const base = await loadCaseView(speech.read, about)
  await toSupplier(speech, base, id, supplier.answeredMessage(base, data))
}

/** Draws the cards of a case as they are now, before anything is said in their threads. */
export const redrawCase: Reaction<Exclude<CaseFact, 'case.closed' | 'case.reopened'>> = async (speech, fact) => {
  const kind = kindOf(fact.data)
  await drawCase(speech, kind, fact.about, kind.raises?.(fact))
}

/** The customer's data is gone: so it is from what stands. */
export const redrawCasesOf: Reaction<'order.erased'> = async (speech, { about }) => {
  const all = await speech.read.select().from(cases).where(eq(cases.orderId, about)).orderBy(asc(cases.id))
  for (const one of all) await drawCase(speech, kindOf(one), one.id)
}

/** The last words are said before the threads are closed. */
export const endCase: Reaction<'case.closed'> = async (speech, { id, about, data }) => {
  const kind = kindOf(data)
  const view = await drawCase(speech, kind, about)
  await toSupplier(speech, view, id, kind.ended(view))
  await closeCaseThreads(speech, view.one)
}

export const resumeCase: Reaction<'case.reopened'> = async (speech, { id, about, data }) => {
  const kind = kindOf(data)
  await kind.resume?.(speech, about)
  await reopenCaseThreads(speech, { id: about })
  const view = await drawCase(speech, kind, about)
  const card = kind.reopened(view, data, speech.actor)
  if (card) await toSupplier(speech, view, id, card)
}

export const sayGiven: Reaction<'case.given'> = async (speech, { id, about, data }) => {
  const base = await loadCaseView(speech.read, about)
  await toStaff(speech, base, id, staff.given(base, data, speech.actor.name))
}

export const sayWoke: Reaction<'case.woke'> = async (speech, { id, about }) => {
  const base = await loadCaseView(speech.read, about)
  await toStaff(speech, base, id, staff.woke(base, await pingsFor(speech.read, 'owner', base.one)))
}

export const sayUnanswered: Reaction<'case.unanswered'> = async (speech, { id, about, data }) => {
  const base = await loadCaseView(speech.read, about)
  await toStaff(speech, base, id, staff.unanswered(base, data, await pingsFor(speech.read, 'owner', base.one)))
}

export const sayEscalated: Reaction<'case.escalated'> = async (speech, { id, about, data }) => {
  const base = await loadCaseView(speech.read, about)
  const pings = await pingsFor(speech.read, data.to, base.one)
  if (data.to === 'supplier') await toSupplier(speech, base, id, supplier.reminded(base, pings))
  else await toStaff(speech, base, id, staff.escalated(base, data, pings))
}

/**
 * A credit that is owed after the end: the supplier is reminded in the case's thread, in the end the staff are
 * notified.
 */
export const sayCreditChased: Reaction<'case.credit_chased'> = async (speech, { id, about, data }) => {
  const base = await loadCaseView(speech.read, about)
  if (data.to === 'staff')
    await toStaff(speech, base, id, staff.creditNotCome(base, data, await pingsFor(speech.read, 'owner', base.one)))
  else
    await toSupplier(
      speech,
      base,
      id,
      supplier.creditReminder(base, data, await pingsFor(speech.read, 'supplier', base.one)),
    )
}

/** Many at once are one message, and what escalates later in the same hour is added to it without calling anybody. */
export const sayAllEscalated: Reaction<'cases.escalated'> = async (speech, { about, data }) => {
  const { kind, supplierId, windowAt, numbers } = data
  const rooms = supplierId ? await speech.supplierRooms(supplierId) : await speech.staffRooms(kindOf({ kind }).room)
  const nobody = { ownerChat: null, ownerUser: null, ownerName: null }
  const pings = supplierId
    ? await pingsFor(speech.read, 'supplier', { supplierId, ...nobody })
    : await ownersOf(speech.read, numbers)
  const card = await reminderCard(speech.read, data, pings)
  await speech.post({ kind: 'case-reminder', subject: `${about}/${kind}/${windowAt}` }, rooms, card)
}

/** Somebody who writes isn't silent. A conversation has the id of its case. */
export const restartWaitOfCase: Reaction<'conversation.said'> = (speech, { about, data: { side, name } }) =>
  speech.ask('case.restart_wait', { case: about, side, by: name })
