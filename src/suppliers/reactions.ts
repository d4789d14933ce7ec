import type { Reaction } from '../kernel/asking/reaction.ts'
import type { Room } from '../kernel/ground/tables.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { supplierById } from './find-supplier.ts'
import { joinCard } from './join-card.ts'

/** Somebody unknown pressed a button in a supplier's room: staff may add them with one press. */
export const askStaffToAdd: Reaction<'supplier.contact_asked'> = async (speech, { about, data }) => {
  const supplier = await supplierById(speech.read, about)
  await speech.post(joinKey(about, data), await speech.staffRooms('alerts'), joinCard(supplier, data))
}

/** Once somebody decided, the request asks nothing more. */
export const settleJoin: Reaction<'supplier.contact_added' | 'supplier.contact_refused'> = async (speech, fact) => {
  const { about, data } = fact
  const { chat, user, name } = data
  if (!chat || !user) return
  const supplier = await supplierById(speech.read, about)
  const by = 'by' in data ? data.by : speech.actor.name
  const answer = { added: fact.name === 'supplier.contact_added', by }
  await speech.redraw(joinKey(about, { chat, user }), () => joinCard(supplier, { chat, user, name }, answer))
}

const joinKey = (supplier: string, { chat, user }: { chat: string; user: string }) => ({
  kind: 'contact-asked',
  subject: `${supplier}/${chat}/${user}`,
})

/** Says where staff still read it that a whole chat takes nothing any more: instead of every room of it by itself. */
export const tellLost: Reaction<'chat.lost'> = async (speech, { id, data }) => {
  const elsewhere = (rooms: readonly Room[]) => rooms.filter(room => room.chat !== data.chat)
  const alerts = elsewhere(await speech.staffRooms('alerts'))
  await speech.post(
    { kind: 'lost', subject: String(id) },
    alerts.length > 0 ? alerts : elsewhere(await speech.staffRooms('orders')),
    noticeCard(`I can’t post on ${data.chat} any more`, `${data.why} Messages to it wait.`),
  )
}

/** People of another organisation can read a staff room now: they are no staff here, but they see its cards. */
export const tellShared: Reaction<'room.shared'> = async (speech, { id, data }) => {
  const text = `${data.room} is shared with another organisation now. Its people cannot act for you here, but they can read your cards. Stop sharing it, or name another room in the settings.`
  const card = noticeCard(`${data.room} is shared`, text)
  await speech.post({ kind: 'shared', subject: String(id) }, await speech.staffRooms('alerts'), card)
}
