import { subMinutes } from 'date-fns/subMinutes'
import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { rooms } from '../kernel/ground/tables.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { contacts } from '../suppliers/tables.ts'
import { accessLinks as links } from './tables.ts'

/** Names a link by its hash. */
export const RenewLink = z.object({ link: z.string().min(1) })

/** Who was sent a link within so many minutes has one to open. */
const LATELY = 10

/**
 * Sends a new link to the address of one that has expired, where its medium puts links into what it posts. Who asked is
 * not known, so the answer is always the same. A link that staff ended is not renewed.
 */
export async function renewLink(verb: Verb, { link }: z.infer<typeof RenewLink>): Promise<Outcome> {
  const { db, now, outside, record } = verb
  const isContact = and(eq(contacts.supplierId, rooms.supplierId), eq(contacts.chat, rooms.chat))
  const [found] = await db
    .select({ room: rooms, user: links.user })
    .from(links)
    .innerJoin(rooms, eq(rooms.id, links.roomId))
    .innerJoin(contacts, and(isContact, eq(contacts.user, links.user)))
    .where(and(eq(links.id, link), isNull(links.endedAt), lte(links.expiresAt, now)))
    .for('update', { of: links })
  const { room, user } = found ?? {}
  if (room?.supplierId && user && outside.reaches.get(room.chat)?.reach?.postsLinks) {
    const isTheirs = and(eq(links.roomId, room.id), eq(links.user, user), gt(links.madeAt, subMinutes(now, LATELY)))
    if ((await db.$count(links, isTheirs)) === 0)
      await record('supplier.link_renewed', room.supplierId, { roomId: room.id, link })
  }
  return { text: 'Recorded.' }
}

/** The card says little: the link that its medium puts on it is what matters. */
export const sendNewLink: Reaction<'supplier.link_renewed'> = async (speech, { id, about, data }) => {
  const card: Card = {
    audience: { supplierId: about },
    tone: 'neutral',
    title: 'Your new link',
    summary: 'Your link had expired, and somebody who has it asked for a new one. Open this to see what waits for you.',
  }
  const to = (await speech.supplierRooms(about)).filter(room => room.id === data.roomId)
  await speech.post({ kind: 'new-link', subject: String(id) }, to, card)
}
