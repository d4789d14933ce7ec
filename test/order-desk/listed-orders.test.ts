import { expect, test } from 'vitest'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import { exportOf, first } from '../csv/exports.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { card, cardIn } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const COUNT = 300

/** Imports so many orders of a lamp, of which the last has something that nobody supplies. */
async function importMany(): Promise<void> {
  const rows = Array.from({ length: COUNT }, (_, at) =>
    first({ Name: `#${at + 1}`, Id: `${7_000_001 + at * 3}`, 'Lineitem sku': at + 1 < COUNT ? 'LAMP' : 'GONE' }),
  )
  const report = await csvImporter({ ask: shop.bot.ask }).run(
    { bytes: exportOf(rows), store: 'Hunt' },
    system,
    () => {},
  )
  expect(report).toMatchObject({ received: COUNT, refused: [] })
  await shop.bot.pump.idle()
}

const titles = (channel: string) =>
  shop.chat.messages.filter(one => one.channel === channel).map(({ card }) => card.title)

test('hundreds of imported orders are one message with their count, not a room full of cards', async () => {
  await importMany()
  expect(titles('orders')).toEqual(['New orders of Hunt'])
  const said = textOf(cardIn(shop.chat, 'orders', 'New orders of Hunt'))
  expect(said).toContain('300 orders came in for Hunt from a file. 1 of them has a line that nobody supplies.')
  expect(said).toContain('1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 290 others')
  const list = await shop.bot.as('Sam', 'orders').presses(cardIn(shop.chat, 'orders', 'New orders of Hunt'), 'List')
  expect(card(list).summary).toBe('300 open orders; these are 20 of them, the newest first.')
})

test('an imported order has its own card once somebody forwards it, it changes, or a case of it opens', async () => {
  await importMany()
  await shop.bot.as('Sam', 'orders').types('/order forward 7')
  await shop.bot.as('Sam', 'orders').types('/order note 8 called')
  await shop.ask('order.forward', { order: '9' })
  await shop.bot.as('Sam', 'support').types('/complaint open 9 damaged cracked lines:LAMP')
  await shop.bot.pump.idle()
  expect(titles('orders').toSorted()).toEqual(['New orders of Hunt', 'Order 7', 'Order 8', 'Order 9'])
  expect(cardIn(shop.chat, 'orders', 'Order 7').summary).toContain('Sent')
})

test('imported orders that go out by themselves reach their suppliers, each once, and staff in one message', async () => {
  await csvImporter({ ask: shop.bot.ask }).run(
    { bytes: exportOf([first({ Name: '#0', Id: '9' })]), store: 'Hunt' },
    system,
    () => {},
  )
  await shop.ask('store.autoforward', { store: 'Hunt', setting: 'on' })
  await importMany()
  expect(new Set(titles('lumen')).size).toBe(COUNT - 1)
  expect(titles('lumen')).toHaveLength(COUNT - 1)
  expect(titles('orders').filter(title => title.startsWith('New orders'))).toHaveLength(1)
})
