import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const sam = (channel = 'orders') => shop.bot.as('Sam', channel)
const says = async (text: string) => said(await sam().types(text))
const sentTo = (channel: string) => shop.chat.messages.filter(one => one.channel === channel).map(one => one.card.title)

test('a supplier declines, staff read it and send it to another; the decliner is never asked again', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  const form = await shop.bot.as('Mei', 'lumen').presses(po, 'Decline')
  await shop.bot.as('Mei', 'lumen').submits(form, { reason: 'Inventory out of stock', note: 'until June' })
  await shop.bot.pump.idle()

  const declined = cardIn(shop.chat, 'alerts', '1042-A was declined')
  expect(declined.summary).toBe('Lumen declined 1042-A: inventory out of stock — until June (Mei).')
  expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('Needs routing: 2 lines that were declined')

  expect(await says('/order forward 1042')).toBe(
    'Nobody supplies LAMP and BULB of order 1042. Choose one: /order forward 1042 supplier:…',
  )
  const choose = await sam('alerts').presses(declined, 'Forward to…')
  const again = await sam('alerts').submits(choose, { supplier: 'Lumen' })
  expect(said(again)).toBe(
    'Lumen declined LAMP and BULB. Choose another supplier, or name the SKUs to ask anyway: skus:…',
  )
  expect(said(await sam('alerts').submits(again, { supplier: 'Casa' }))).toBe('1042-B went to Casa.')
  await shop.bot.pump.idle()

  expect(sentTo('lumen')).toEqual(['Purchase order 1042-A'])
  expect(sentTo('casa')).toEqual(['Purchase order 1042-B'])
  const settled = cardIn(shop.chat, 'alerts', '1042-A was declined')
  expect([settled.tone, settled.presses]).toEqual(['neutral', []])
  expect(
    said(
      await sam('alerts')
        .presses(declined, 'Forward to…')
        .then(one => sam('alerts').submits(one, { supplier: 'Casa' })),
    ),
  ).toBe('Order 1042 is forwarded already: 1042-B.')
})

test('with a second supplier of the SKU, forward goes to it by itself, and to nobody when both declined', async () => {
  await shop.ask('supplier.sku', { supplier: 'Casa', skus: 'LAMP' })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.bot.as('Mei', 'lumen').types('/po decline 1042-A inventory_out_of_stock')
  expect(await says('/order forward 1042')).toBe('1042-B went to Casa.')
  await shop.bot.as('Lucía', 'casa').types('/po decline 1042-B order_too_large')
  expect(await says('/order forward 1042')).toContain('Nobody supplies LAMP of order 1042.')
  await shop.bot.pump.idle()
  expect([sentTo('lumen'), sentTo('casa')]).toEqual([['Purchase order 1042-A'], ['Purchase order 1042-B']])
})

test('a no that was a slip can be put right: staff name the SKUs and ask the same supplier anew', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.bot.as('Mei', 'lumen').types('/po decline 1042-A other wrong button')
  expect(await says('/order forward 1042 supplier:Lumen skus:LAMP')).toBe('1042-B went to Lumen.')
  expect(said(await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-B'))).toContain('1042-B is acknowledged')
})

test('of an order that spans two suppliers, one declines and the other ships what it has', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await shop.bot.as('Mei', 'lumen').types('/po decline 1042-A invalid_sku')
  await shop.bot.as('Lucía', 'casa').types('/tracking add 1042-B RB123456785CN')
  await shop.bot.pump.idle()
  const order = cardIn(shop.chat, 'orders', 'Order 1042')
  expect(order.lines?.map(line => phraseText(line.detail).split(' · ').at(-1))).toEqual(
    expect.arrayContaining(['nobody else supplies it', '1042-B']),
  )
  expect(await says('/order forward 1042 supplier:Casa')).toBe('1042-C went to Casa.')
})
