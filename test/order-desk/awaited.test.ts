import { expect, test } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn } from '../stage/shop.ts'

const shop = aShop()
const NUMBERS = Array.from({ length: 12 }, (_, index) => String(1042 + index))

/** Twelve purchase orders at Lumen, whose cards all wait to be redrawn. */
async function aMass(): Promise<void> {
  for (const number of NUMBERS) await shop.forwarded(number, [{ sku: 'LAMP' }])
  await shop.bot.pump.stop()
  for (const order of NUMBERS) await shop.ask('order.hold', { order, note: 'stock-taking' })
}

/** Whose card each room redraws next. */
async function nextRedraws(): Promise<Record<string, string>> {
  const { claimed } = await claim(shop.database.db, { most: 20, now: shop.bot.now() })
  const edits = claimed.filter(({ way }) => way === 'edit')
  return Object.fromEntries(edits.map(({ room, message }) => [room.channel, message.card.title]))
}

test('cards that nobody waits for are redrawn oldest first', async () => {
  await aMass()
  expect(await nextRedraws()).toMatchObject({ orders: 'Order 1042' })
})

test('a press shows on its cards before a mass of others is redrawn', async () => {
  await aMass()
  await shop.bot.as('Mei', 'lumen').presses(cardIn(shop.chat, 'lumen', 'Purchase order 1053-A'), 'Acknowledge')
  expect(await nextRedraws()).toMatchObject({ orders: 'Order 1053', lumen: 'Purchase order 1053-A' })
})
