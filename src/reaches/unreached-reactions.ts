import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import type { Reaction } from '../kernel/asking/reaction.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { suppliers } from '../suppliers/tables.ts'
import { unreached } from './tables.ts'
import { unreachedCard } from './unreached-card.ts'

/** Tells staff once, where they look for trouble; a notice that they have becomes this card. */
export const tellUnreached: Reaction<'suppliers.unreached'> = async (speech, { about, data }) => {
  const key = { kind: data.kind, subject: about }
  const card = unreachedCard(await rowsOn(speech.read, key))
  const has = await speech.standing([key])
  if (has.length > 0) return speech.redraw(key, card)
  await speech.post(key, await speech.staffRooms('alerts'), card)
}

export const settleUnreached: Reaction<'suppliers.reached'> = async (speech, { about, data }) => {
  const key = { kind: data.kind, subject: about }
  await speech.redraw(key, unreachedCard(await rowsOn(speech.read, key)))
}

function rowsOn(read: Reads, { kind, subject }: { kind: string; subject: string }) {
  return read
    .select({ ...getTableColumns(unreached), name: suppliers.name })
    .from(unreached)
    .innerJoin(suppliers, eq(suppliers.id, unreached.supplierId))
    .where(and(eq(unreached.kind, kind), eq(unreached.subject, subject)))
    .orderBy(suppliers.name)
}

/** Messages that a refusal of tells nobody: a notice of such a refusal, and a test, which says itself how it went. */
const SILENT = ['parked', 'reach-test']

/** Says what a message could not be shown for, where staff look for trouble: not in the room that refuses, and once. */
export const tellParked: Reaction<'room.parked' | 'message.parked'> = async (speech, fact) => {
  const { id, about, data } = fact
  if (fact.name === 'message.parked' && SILENT.includes(fact.data.kind)) return
  if (await isToldUnreached(speech.read, about)) return
  const [title, help] =
    fact.name === 'room.parked'
      ? [`I can’t post in ${data.room}`, `${fact.data.help}. Its messages wait until then.`]
      : [`A message to ${data.room} was refused`, 'It is recorded in the log.']
  const others = (all: readonly Room[]) => all.filter(room => room.id !== about)
  const alerts = others(await speech.staffRooms('alerts'))
  await speech.post(
    { kind: 'parked', subject: String(id) },
    alerts.length > 0 ? alerts : others(await speech.staffRooms('orders')),
    noticeCard(title, `${data.why}. ${help}`),
  )
}

/** Whether a card says already that purchase orders don't reach the supplier of that room. */
async function isToldUnreached(read: Reads, roomId: string): Promise<boolean> {
  const [told] = await read
    .select({ id: unreached.id })
    .from(rooms)
    .innerJoin(unreached, and(eq(unreached.supplierId, rooms.supplierId), isNull(unreached.settledAt)))
    .where(eq(rooms.id, roomId))
  return told !== undefined
}
