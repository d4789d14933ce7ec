import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { purchaseOrderLines, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => {
  const answer = said(await shop.bot.as('Sam', 'orders').types(text))
  await shop.bot.pump.idle()
  return answer
}
let hour = 1
/** The store tells how many lamps are wanted now. */
async function tells(quantity: number): Promise<void> {
  const updatedAt = new Date(Date.UTC(2026, 10, 3, hour++))
  await shop.receive('1042', [{ sku: 'LAMP', quantity }], { updatedAt })
  await shop.bot.pump.idle()
}
const titles = () => shop.chat.messages.filter(one => one.channel === 'lumen').map(one => one.card.title)
const newest = (title: string) => {
  const found = shop.chat.messages.findLast(one => one.card.title.includes(title))
  if (!found) throw new Error(`no ${title}, only ${titles()}`)
  return found.card
}
/** How many lamps each purchase order asks for. */
const asked = async () => {
  const rows = await shop.database.db
    .select({ number: purchaseOrders.number, quantity: purchaseOrderLines.quantity })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.purchaseOrderId))
    .orderBy(asc(purchaseOrders.number))
  return rows.map(({ number, quantity }) => `${number} ${quantity}`)
}

test('more pieces that the store tells of twice are bought once', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await tells(4)
  expect(await says('/order forward 1042')).toBe('1042-B went to Lumen.')
  await tells(4)
  expect(await says('/order forward 1042')).toContain('forwarded already')
  expect(await asked()).toEqual(['1042-A 1', '1042-B 3'])
})

test('staff ask for more pieces as they do for fewer: who has the rest is not asked, and what is more goes out', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says('/order change 1042 lines:"LAMP x4"')).toContain('Thing LAMP: 4 instead of 1')
  expect(titles()).toEqual(['Purchase order 1042-A'])
  expect(await says('/order forward 1042')).toBe('1042-B went to Lumen.')
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-B').lines?.[0]?.quantity).toBe(3)
})

test('more pieces after fewer were asked take the question back, and only what is beyond is bought', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/po acknowledge 1042-A')
  await tells(1)
  const question = newest('quantities changed')
  await tells(5)
  expect(newest('quantities changed').presses).toEqual([])
  expect(said(await mei().presses(question, 'Accept'))).toContain('no longer requested')
  expect(await says('/order forward 1042')).toBe('1042-B went to Lumen.')
  expect(await asked()).toEqual(['1042-A 3', '1042-B 2'])
})

test('more pieces that the store takes back before anybody has them are not bought', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await tells(4)
  await tells(1)
  expect(await says('/order forward 1042')).toContain('forwarded already')
  expect(await asked()).toEqual(['1042-A 1'])
})

test('of two purchase orders of one line a yes to fewer pieces changes the one that was asked, and not the other', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await tells(5)
  await says('/order forward 1042')
  for (const number of ['1042-A', '1042-B']) await mei().types(`/po acknowledge ${number}`)
  await tells(3)
  expect(titles().filter(title => title.includes('quantities changed'))).toEqual(['1042-B: quantities changed'])
  await mei().presses(newest('quantities changed'), 'Accept')
  expect(await asked()).toEqual(['1042-A 2', '1042-B 1'])
})
