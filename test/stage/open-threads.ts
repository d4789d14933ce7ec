import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { type Bot, system } from './bot.ts'
import type { TestDatabase } from './database.ts'
import { incoming } from './incoming.ts'

export const CASE = '0c0ffee0-0000-4000-8000-000000000012'

/** Opens a conversation with Lumen about 1042-A, under whose card Lumen's threads are. */
export async function openThreads({ ask }: Pick<Bot, 'ask'>, { db }: Pick<TestDatabase, 'db'>): Promise<void> {
  await ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), system)
  await ask('order.forward', { order: '1042' }, system)
  const [po] = await db.select().from(purchaseOrders)
  if (!po) throw new Error('nothing was forwarded')
  const { orderId, supplierId } = po
  const root = { kind: 'purchase-order', subject: po.id }
  await ask('conversation.open', { case: CASE, orderId, supplierId, about: 'Complaint C12 of 1042-A', root }, system)
}
