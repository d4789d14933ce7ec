import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { lastWordOn } from './last-word.ts'

export const AskToJoin = z.object({})

/** Somebody we don't know in a supplier's room asks to be added as a contact; staff decide with one press. */
export async function askToJoin({ db, actor, record }: Verb): Promise<Outcome> {
  if (actor.side !== 'stranger' || !actor.roomId) throw new Refusal('You can act here already.')
  const [room] = await db.select().from(rooms).where(eq(rooms.id, actor.roomId))
  if (!room?.supplierId) throw new Refusal('This channel is nobody’s room yet. Ask the shop’s staff.')
  const { chat, user, name } = actor
  const last = await lastWordOn(db, room.supplierId, { chat, user })
  if (last === 'supplier.contact_asked') return { text: 'The shop’s staff have been asked already.' }
  if (last === 'supplier.contact_refused' || last === 'supplier.contact_removed')
    throw new Refusal('You can’t act here. If that is a mistake, ask the shop’s staff to add you.')
  await record('supplier.contact_asked', room.supplierId, { roomId: room.id, chat, user, name })
  return { text: 'The shop’s staff have been asked to add you.' }
}
