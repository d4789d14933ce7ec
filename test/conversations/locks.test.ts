import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { conversations, utterances } from '../../src/conversations/tables.ts'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'

const shop = aShop()

test('words wait for a decision about their order before they lock anything that it needs', async ctx => {
  const { db, url } = shop.database
  if (!url) return ctx.skip('locks of several connections need PostgreSQL')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await shop.bot.as('Sam', 'support').types('/complaint open 1042 damaged cracked')
  await shop.bot.pump.idle()
  const [conversation] = await db.select().from(conversations)
  if (!conversation) throw new Error('no conversation')
  const { id, orderId } = conversation
  const card = shop.chat.messages.find(one => one.channel === 'lumen' && one.card.title.startsWith('Complaint'))?.card
  const mei = shop.bot.as('Mei', 'lumen')
  const form = await mei.presses(cardIn(shop.chat, 'lumen', card?.title ?? ''), 'Reply to the shop')
  const [locked, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const deciding = db.transaction(async tx => {
    await tx.select().from(orders).where(eq(orders.id, orderId)).for('update')
    locked.resolve()
    await waits.promise
    await tx.select().from(conversations).where(eq(conversations.id, id)).for('update', { noWait: true })
  })
  await locked.promise
  const replied = mei.submits(form, { text: 'The other one is whole' })
  await expect.poll(() => db.$count(sql`pg_locks where not granted`)).toBeGreaterThan(0)
  waits.resolve()
  await deciding
  expect(said(await replied)).toBe('Sent to the shop’s staff.')
  expect(await db.$count(utterances, eq(utterances.conversationId, id))).toBe(1)
})
