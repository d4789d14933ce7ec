import { expect, test } from 'vitest'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textIn } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const mei = () => shop.bot.as('Mei', 'lumen')
const settled = () => shop.bot.pump.idle()
const says = async (text: string) => said(await sam().types(text))
const theirs = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
const received = (note: string) => shop.receive('1042', [{ sku: 'LAMP' }], { note })

test('a note goes out with the purchase order, and one that is written later is a message of its own', async () => {
  await received('Happy birthday, Ana!')
  expect(await says('/order forward 1042 note:"no invoice, please"')).toBe('1042-A went to Lumen.')
  await settled()
  expect(theirs().body).toBe('Note from the shop: no invoice, please\n\nNeutral box.')
  expect(textIn(shop.chat, 'lumen')).not.toContain('birthday')
  expect(await says('/po note 1042-A wrap it in blue')).toBe('Lumen was sent your note on 1042-A.')
  await settled()
  expect(cardIn(shop.chat, 'lumen', 'The shop wrote a note on 1042-A').summary).toBe('wrap it in blue')
  expect(theirs().body).toBe('Note from the shop: wrap it in blue\n\nNeutral box.')
  expect(card(await sam().types('/order show 1042')).body).toEqual(
    expect.arrayContaining([expect.stringContaining('a note along with 1042-A: no invoice, please')]),
  )
  expect(said(await mei().types('/po note 1042-A hello'))).toContain('I don’t know /po note')
})

test('what the customer wrote reaches the supplier when staff say so, as it was then', async () => {
  await received('Happy birthday, Ana!')
  await says('/order forward 1042')
  await settled()
  expect(said(await sam().presses(cardIn(shop.chat, 'orders', 'Order 1042'), 'Send the customer’s note'))).toBe(
    'The customer’s note was sent with 1042-A.',
  )
  await settled()
  expect(theirs().body).toBe('From the customer: Happy birthday, Ana!\n\nNeutral box.')
  expect(cardIn(shop.chat, 'orders', 'Order 1042').presses.map(({ label }) => label)).not.toContain(
    'Send the customer’s note',
  )
  await shop.receive('1042', [{ sku: 'LAMP' }], { note: 'Something else', updatedAt: new Date(Date.UTC(2026, 10, 3)) })
  await settled()
  expect(theirs().body).toBe('From the customer: Happy birthday, Ana!\n\nNeutral box.')
  expect(await says('/order customer-note 1042')).toContain('No supplier of order 1042 is left')
})

test('a note with the customer’s own in it is held back in words, along with the order and after it', async () => {
  await received('Ring me first: +46 31 711 00 00')
  expect(await says('/order forward 1042 customer-note:send')).toContain(
    'The customer’s note includes the customer’s phone, so it isn’t sent.',
  )
  expect(await shop.database.db.$count(purchaseOrders)).toBe(0)
  await says('/order forward 1042')
  await settled()
  expect(await says('/order customer-note 1042')).toContain('The customer’s note includes the customer’s phone')
  expect(theirs().body).toBe('Neutral box.')
})

test('of several orders at once none takes a note', async () => {
  await received('Hi')
  expect(await says('/order forward all note:"careful"')).toBe('note: works for one order at a time.')
})
