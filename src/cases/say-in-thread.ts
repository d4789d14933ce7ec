import type { CardKey, Speech } from '../kernel/asking/reaction.ts'
import type { Room } from '../kernel/ground/tables.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { rootKey, staffKey } from './card-keys.ts'
import type { CaseView } from './case-view.ts'
import { kindOf } from './kind.ts'
import type { Case } from './tables.ts'

/** A new message under the root card in the supplier's room; where no root card is up, nothing is posted there. */
export async function toSupplier(speech: Speech, { one }: CaseView, eventId: number, card: Card): Promise<void> {
  const root = rootKey(one.id)
  if ((await speech.standing([root])).length === 0) return
  const key = { kind: 'case-said', subject: String(eventId) }
  await say(speech, one, await speech.supplierRooms(one.supplierId), { key, root, card })
}

/** A new message under the staff's own card. */
export async function toStaff(speech: Speech, { one }: CaseView, eventId: number, card: Card): Promise<void> {
  const key = { kind: 'case-told', subject: String(eventId) }
  await say(speech, one, await speech.staffRooms(kindOf(one).room), { key, root: staffKey(one.id), card })
}

type Saying = { key: CardKey; root: CardKey; card: Card }

/**
 * Says it under the root card; in a room that was named after that was put up, by itself and with a way to the case.
 */
async function say({ standing, post }: Speech, one: Case, rooms: readonly Room[], { key, root, card }: Saying) {
  const under = new Set((await standing([root])).map(({ room }) => room.id))
  const [inThread = [], alone = []] = [true, false].map(there => rooms.filter(({ id }) => under.has(id) === there))
  const show = { label: 'Show it', command: `${one.kind}.show`, input: { case: one.id } }
  await post(key, inThread, card, root)
  await post(key, alone, { ...card, buttons: [...(card.buttons ?? []), show] })
}
