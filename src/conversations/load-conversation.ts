import { and, eq } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type Conversation, conversations } from './tables.ts'

/**
 * The conversation that a button names, locked until the transaction ends. This is where it is checked who asks: a
 * supplier's contact has its own conversations and knows of no other.
 */
export async function loadConversation(db: Db, actor: Actor, id: string): Promise<Conversation> {
  const mine = actor.side === 'supplier' ? eq(conversations.supplierId, actor.supplierId) : undefined
  const [found] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.id, id), mine))
  if (!found || actor.side === 'stranger') throw new Refusal('There is no such conversation here.')
  return lockConversation(db, found)
}

/** As it is now, locked so that all its ends have one order; its order is locked first, as every verb locks it first. */
export async function lockConversation(db: Db, { id, orderId }: Conversation): Promise<Conversation> {
  await loadOrder(db, orderId)
  const [locked] = await db.select().from(conversations).where(eq(conversations.id, id)).for('update')
  if (!locked) throw new Error(`conversation ${id} is gone`)
  return locked
}

/** @throws Error when there is none: reactions ask for what was just recorded. */
export async function conversationById(db: Reads, id: string): Promise<Conversation> {
  const [found] = await db.select().from(conversations).where(eq(conversations.id, id))
  if (!found) throw new Error(`there is no conversation ${id}`)
  return found
}

export async function supplierOf(db: Reads, { supplierId }: Conversation): Promise<string> {
  const [found] = await db.select({ name: suppliers.name }).from(suppliers).where(eq(suppliers.id, supplierId))
  if (!found) throw new Error(`there is no supplier ${supplierId}`)
  return found.name
}
