import type { CardKey, Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Room } from '../kernel/ground/tables.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { type Brief, briefOf } from './brief.ts'
import { isUp, PURPOSES, roomsOf, rootKey, staffKey } from './keys.ts'
import { pingsFor } from './pings.ts'
import { ownersOf, reminderCard } from './reminder-card.ts'
import * as staff from './staff-messages.ts'
import * as supplier from './supplier-messages.ts'
import type { Case, CaseKind } from './tables.ts'

/** What is said in the threads of a case of any kind. The root cards are its kind's own. */

export const sayNudged: Reaction<'case.nudged'> = async (speech, { id, about, data }) => {
  const brief = await briefOf(speech.read, about)
  await toSupplier(speech, brief, id, supplier.nudged(brief, data, await pingsFor(speech.read, 'supplier', brief.one)))
}

export const sayAnswered: Reaction<'case.answered'> = async (speech, { id, about, data }) => {
  const brief = await briefOf(speech.read, about)
  await toSupplier(speech, brief, id, supplier.answered(brief, data))
}

/** A complaint or return tells its own end: what the customer got is not for the supplier. */
export const sayClosed: Reaction<'case.closed'> = async (speech, { id, about, data }) => {
  if (data.kind !== 'late') return
  const brief = await briefOf(speech.read, about)
  await toSupplier(speech, brief, id, supplier.closed(brief))
  for (const key of [rootKey(about), staffKey(about)]) await speech.closeThread(key)
}

/** What opened it by itself says so too, and says more. */
export const sayReopened: Reaction<'case.reopened'> = async (speech, { id, about, data }) => {
  if (data.kind !== 'late') return
  for (const key of [rootKey(about), staffKey(about)]) await speech.openThread(key)
  if (speech.actor.side === 'system') return
  const brief = await briefOf(speech.read, about)
  await toSupplier(speech, brief, id, supplier.reopened(brief, data))
}

export const sayGiven: Reaction<'case.given'> = async (speech, { id, about, data }) => {
  const brief = await briefOf(speech.read, about)
  await toStaff(speech, brief, id, staff.given(brief, data, speech.actor.name))
}

export const sayWoke: Reaction<'case.woke'> = async (speech, { id, about }) => {
  const brief = await briefOf(speech.read, about)
  await toStaff(speech, brief, id, staff.woke(brief, await pingsFor(speech.read, 'owner', brief.one)))
}

export const sayUnanswered: Reaction<'case.unanswered'> = async (speech, { id, about, data }) => {
  const brief = await briefOf(speech.read, about)
  await toStaff(speech, brief, id, staff.unanswered(brief, data, await pingsFor(speech.read, 'owner', brief.one)))
}

export const sayClimbed: Reaction<'case.climbed'> = async (speech, { id, about, data }) => {
  const brief = await briefOf(speech.read, about)
  const pings = await pingsFor(speech.read, data.to, brief.one)
  if (data.to === 'supplier') await toSupplier(speech, brief, id, supplier.reminded(brief, pings))
  else await toStaff(speech, brief, id, staff.climbed(brief, data, pings))
}

/** Many at once are one message, and what climbs later in the same hour is added to it without calling anybody. */
export const sayAllClimbed: Reaction<'cases.climbed'> = async (speech, { about, data }) => {
  const { kind, supplierId, windowAt, numbers } = data
  const rooms = supplierId
    ? await speech.supplierRooms(supplierId)
    : await speech.staffRooms(PURPOSES[kind as CaseKind])
  const nobody = { ownerChat: null, ownerUser: null, ownerName: null }
  const pings = supplierId
    ? await pingsFor(speech.read, 'supplier', { supplierId, ...nobody })
    : await ownersOf(speech.read, numbers)
  const card = await reminderCard(speech.read, data, pings)
  await speech.post({ kind: 'case-reminder', subject: `${about}/${kind}/${windowAt}` }, rooms, card)
}

/** A new message under the root card in the supplier's room; where no root card is up, the case is not told there. */
export async function toSupplier(speech: Speech, { one }: Brief, eventId: number, card: Card): Promise<void> {
  const root = rootKey(one.id)
  if (!(await isUp(speech.read, root))) return
  const key = { kind: 'case-said', subject: String(eventId) }
  await say(speech, one, await speech.supplierRooms(one.supplierId), { key, root, card })
}

/** A new message under the staff's own card. */
export async function toStaff(speech: Speech, { one }: Brief, eventId: number, card: Card): Promise<void> {
  const key = { kind: 'case-told', subject: String(eventId) }
  await say(speech, one, await speech.staffRooms(PURPOSES[one.kind]), { key, root: staffKey(one.id), card })
}

type Saying = { key: CardKey; root: CardKey; card: Card }

/** Says it under the root card; in a room that was named after that was put up, by itself and with a way to the case. */
async function say({ read, post }: Speech, one: Case, rooms: readonly Room[], { key, root, card }: Saying) {
  const under = await roomsOf(read, root)
  const [inThread = [], alone = []] = [true, false].map(there => rooms.filter(({ id }) => under.has(id) === there))
  const show = { label: 'Show it', command: `${one.kind}.show`, input: { case: one.id } }
  await post(key, inThread, card, root)
  await post(key, alone, { ...card, buttons: [...(card.buttons ?? []), show] })
}

/** Whoever writes is not silent. A conversation has the id of its case. */
export const hearInCase: Reaction<'conversation.said'> = (speech, { about, data: { side, name } }) =>
  speech.ask('case.hear', { case: about, side, by: name })
