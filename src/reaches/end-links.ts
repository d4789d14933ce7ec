import { subDays } from 'date-fns/subDays'
import { and, eq, exists, inArray, isNull, lt, not, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Db } from '../kernel/ground/db.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { KEPT } from '../kernel/ground/tidy.ts'
import { count } from '../kernel/words/text.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { contacts } from '../suppliers/tables.ts'
import { accessLinks } from './tables.ts'

export const EndLinks = z.object({ supplier: z.string().min(1) })
export const EndDeadLinks = z.object({})

/** Ends all links of a supplier at once, as when one went to the wrong person: everybody who came in by one is out. */
export async function endLinks(verb: Verb, input: z.infer<typeof EndLinks>): Promise<Outcome> {
  const { db, now } = verb
  const { id, name } = await findSupplier(db, input.supplier)
  const theirs = db.select({ id: rooms.id }).from(rooms).where(eq(rooms.supplierId, id))
  const ended = await db
    .update(accessLinks)
    .set({ endedAt: now })
    .where(and(inArray(accessLinks.roomId, theirs), isNull(accessLinks.endedAt)))
    .returning({ id: accessLinks.id })
  if (ended.length === 0) return { text: `${name} has no links. Make one with /supplier link.` }
  await verb.record('supplier.links_ended', id, { links: ended.length })
  const links = count(ended.length, 'link')
  return { text: `${name}’s ${links} ended, those in mails too. Make a new one with /supplier link.` }
}

/** Ends links of people who were removed as contacts, and links into rooms that are nobody’s: they stay ended if those come back. */
export async function endDeadLinks({ db, now }: Verb): Promise<Outcome> {
  const leads = db
    .select({ one: sql`1` })
    .from(rooms)
    .innerJoin(contacts, and(eq(contacts.supplierId, rooms.supplierId), eq(contacts.chat, rooms.chat)))
    .where(and(eq(rooms.id, accessLinks.roomId), eq(contacts.user, accessLinks.user)))
  await db
    .update(accessLinks)
    .set({ endedAt: now })
    .where(and(isNull(accessLinks.endedAt), not(exists(leads))))
  return { text: 'Recorded.' }
}

/** What has expired or ended is kept a while, so that its holder can be offered another. */
export async function forgetLinks(db: Db, now: Date): Promise<void> {
  const before = subDays(now, KEPT)
  await db.delete(accessLinks).where(or(lt(accessLinks.expiresAt, before), lt(accessLinks.endedAt, before)))
}
