import { eq } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { mails, type StaffMail } from './tables.ts'

/** Null where it has been erased. */
export async function findMail(read: Reads, id: string): Promise<StaffMail | null> {
  const [found] = await read.select().from(mails).where(eq(mails.id, id))
  return found ?? null
}

/**
 * The mail that a button names, locked; its order is locked first, as every verb locks it first. Only staff's cards have
 * such buttons. @throws Refusal
 */
export async function loadMail(db: Db, id: string): Promise<StaffMail> {
  const before = await findMail(db, id)
  if (before?.orderId) await loadOrder(db, before.orderId)
  const [found] = await db.select().from(mails).where(eq(mails.id, id)).for('update')
  if (!found) throw new Refusal('That mail is not here any more.')
  return found
}
