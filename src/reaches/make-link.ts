import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { contactName, contactsOf, findContact } from '../suppliers/find-contact.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { Contact, Supplier } from '../suppliers/tables.ts'
import { handOutLink } from './hand-out-link.ts'

export const MakeLink = z.object({ supplier: z.string().min(1), contact: z.string().min(1).optional() })

/** A new link into the portal for somebody at a supplier, for staff to hand out. */
export async function makeSupplierLink(verb: Verb, input: z.infer<typeof MakeLink>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const reached = await verb.db
    .select()
    .from(rooms)
    .where(and(eq(rooms.supplierId, supplier.id), eq(rooms.reached, true)))
    .orderBy(rooms.listedAt, rooms.id)
  const contact = await whose(verb, supplier, reached, input.contact)
  const room = roomOf(contact, reached)
  if (!room)
    throw new Refusal(`${contact.name} acts on ${contact.chat}, and needs no link. Choose somebody else.`, 'contact')
  const { name, user } = contact
  const link = await handOutLink(verb, supplier, { roomId: room.id, user, name })
  const summary = `A new link for ${name} of ${supplier.name}. Earlier links go on.`
  const buttons = [{ label: 'End all links', command: 'supplier.end-links', input: { supplier: supplier.id } }]
  return {
    text: summary,
    card: { audience: 'staff', tone: 'neutral', title: `Link for ${name}`, summary, ...link, buttons },
  }
}

async function whose({ db }: Verb, supplier: Supplier, reached: readonly Room[], named?: string): Promise<Contact> {
  if (named) return findContact(db, supplier, named)
  const all = await contactsOf(db, supplier.id)
  const theirs = all.filter(one => roomOf(one, reached))
  const [only, ...others] = theirs
  if (!only)
    throw new Refusal(`${supplier.name} is reached in chats alone. To hand out links: /supplier reach`, 'supplier')
  if (others.length === 0) return only
  throw new Refusal(`Whose link? ${supplier.name} has ${list(theirs.map(one => contactName(one, all)))}.`, 'contact')
}

/** Where somebody acts outside chats: at their own address, else where their supplier is reached so. */
function roomOf({ chat, user }: Contact, reached: readonly Room[]): Room | undefined {
  const there = reached.filter(room => room.chat === chat)
  return there.find(({ channel }) => channel === user) ?? there[0]
}
