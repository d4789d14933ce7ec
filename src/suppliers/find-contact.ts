import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { isId } from '../kernel/words/id.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { type Contact, contacts, type Supplier } from './tables.ts'

/** A supplier's contacts, the first added first. */
export function contactsOf(db: Reads, supplierId: string): Promise<Contact[]> {
  return db
    .select()
    .from(contacts)
    .where(eq(contacts.supplierId, supplierId))
    .orderBy(asc(contacts.addedAt), asc(contacts.id))
}

/** `Mei`; of two on different chats `Mei (slack)`; of two on one chat with the chat's own id as well. */
export function contactName(one: Contact, all: readonly Contact[]): string {
  const same = all.filter(({ name }) => name.toLowerCase() === one.name.toLowerCase())
  if (same.length < 2) return one.name
  const alone = same.filter(({ chat }) => chat === one.chat).length === 1
  return alone ? `${one.name} (${one.chat})` : `${one.name} (${one.chat} ${one.user})`
}

/** The contact that somebody named, by id or as `contactName` has it. @throws Refusal with those there are. */
export async function findContact(db: Reads, supplier: Supplier, named: string): Promise<Contact> {
  const typed = named.trim().replace(/^@/, '').toLowerCase()
  const all = await contactsOf(db, supplier.id)
  const names = new Map(all.map(one => [contactName(one, all), one]))
  const byId = isId(typed) ? all.find(({ id }) => id === typed) : undefined
  const found = byId ?? [...names].find(([name]) => name.toLowerCase() === typed)?.[1]
  if (found) return found
  const same = [...names].filter(([, { name }]) => name.toLowerCase() === typed).map(([name]) => name)
  if (same.length > 1) throw new Refusal(`${supplier.name} has ${list(same)}. Which one do you mean?`, 'contact')
  const near = nearest(typed, names.keys())
  const hint = near ? `Did you mean “${near}”?` : all.length > 0 ? `It has ${list([...names.keys()])}.` : ''
  throw new Refusal(`${supplier.name} has no contact “${named.trim()}”. ${hint}`.trim(), 'contact')
}
