import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await sam().types(text))
const linesOf = (title: string, channel: string) =>
  cardIn(shop.chat, channel, title).lines?.map(line => `${line.quantity} ${line.text}`)

test('an order that spans two suppliers is split: each is asked for its own lines and sees nothing of the other', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }, { sku: 'BOWL', quantity: 2 }, { sku: 'bulb ', quantity: 3 }])
  expect(await says('/order forward 1042')).toBe('1042-A went to Lumen and 1042-B went to Casa.')
  await shop.bot.pump.idle()
  expect(linesOf('Purchase order 1042-A', 'lumen')).toEqual(['1 Thing LAMP', '3 Thing bulb'])
  expect(linesOf('Purchase order 1042-B', 'casa')).toEqual(['2 Thing BOWL'])
  expect(shop.chat.messages.filter(one => one.channel === 'casa')).toHaveLength(1)
  expect(await says('/order forward 1042')).toBe('Order 1042 is forwarded already: 1042-A and 1042-B.')
})

test('an unknown SKU asks for routing with the SKU filled in, and listing it redraws the question', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }, { sku: 'FIG CANDLE', title: 'Fig candle' }])
  await shop.bot.pump.idle()
  const asked = cardIn(shop.chat, 'orders', 'Order 1042 needs routing')
  expect(asked.summary).toBe('Nobody supplies FIG CANDLE of order 1042.')
  const form = await sam().presses(asked, 'List the SKU')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.find(field => field.name === 'skus')?.value).toBe('FIG CANDLE,')
  expect(said(await sam().submits(form, { supplier: 'Casa', skus: 'FIG CANDLE,' }))).toBe(
    'Casa supplies 1 more SKU now.',
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'orders', 'Order 1042 needs routing').summary).toBe(
    'Settled: every line of order 1042 has somebody to ship it.',
  )
  expect(await says('/order forward 1042')).toBe('1042-A went to Lumen and 1042-B went to Casa.')
})

test('what nobody supplies can be sent to somebody from its card, with a SKU that has a space in it', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }, { sku: 'FIG CANDLE' }])
  expect(await says('/order forward 1042')).toBe('1042-A went to Lumen. 1 line still needs routing.')
  await shop.bot.pump.idle()
  const form = await sam().presses(cardIn(shop.chat, 'orders', 'Order 1042 needs routing'), 'Forward to…')
  if (form.kind !== 'form') throw new Error('no form')
  const skus = form.form.fields.find(field => field.name === 'skus')?.value ?? ''
  expect(said(await sam().submits(form, { supplier: 'Casa', skus }))).toBe('1042-B went to Casa.')
})

test('an order nobody supplies at all is refused, and nothing of it is half done', async () => {
  await shop.receive('1042', [{ sku: 'CANDLE' }, { sku: null, title: 'Gift box' }])
  const before = await shop.database.db.$count(events)
  expect(await says('/order forward 1042')).toBe(
    'Nobody supplies CANDLE and “Gift box” of order 1042. Choose one: /order forward 1042 supplier:…',
  )
  expect(await shop.database.db.$count(purchaseOrders)).toBe(0)
  expect(await shop.database.db.$count(events)).toBe(before)
  expect(await says('/order forward 1042 supplier:Casa')).toBe('1042-A went to Casa.')
})

test('forward can name one supplier, and then asks it for its own lines alone', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  expect(await says('/order forward 1042 supplier:Casa')).toBe('1042-A went to Casa.')
  expect(await says('/order forward 1042 supplier:Casa')).toBe(
    'Casa does not supply LAMP. Choose another supplier, or name the SKUs to ask anyway: skus:…',
  )
  expect(await says('/order forward 1042 supplier:Casa skus:lamp')).toBe('1042-B went to Casa.')
  expect(await says('/order forward 1042 supplier:Caza')).toBe('Order 1042 is forwarded already: 1042-A and 1042-B.')
})

test('SKUs narrow a forward, also when no supplier is named', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }, { sku: 'BULB' }])
  expect(await says('/order forward 1042 skus:BULB')).toBe('1042-A went to Lumen.')
  await shop.bot.pump.idle()
  expect(linesOf('Purchase order 1042-A', 'lumen')).toEqual(['1 Thing BULB'])
  expect(await says('/order forward 1042 skus:"BULB, LAMP"')).toBe(
    'No open line has the SKU BULB. Open: LAMP and BOWL.',
  )
  expect(await says('/order forward 1042')).toBe('1042-B went to Lumen and 1042-C went to Casa.')
})

test('who is asked first is who listed the SKU first', async () => {
  await shop.ask('supplier.sku', { supplier: 'Casa', skus: 'LAMP' })
  await shop.receive('1042', [{ sku: 'LAMP' }])
  expect(await says('/order forward 1042')).toBe('1042-A went to Lumen.')
})

test('a cancelled order, an order nobody knows and a missing number are refused in words', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await says('/order cancel 1042')
  expect(await says('/order forward 1042')).toBe('Order 1042 is cancelled.')
  expect(await says('/order forward 1024')).toBe('I can’t find order 1024. Did you mean 1042?')
  expect((await sam().types('/order forward')).kind).toBe('form')
})

test('two who forward at once make one purchase order, and the second is told', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  const both = await Promise.all(
    ['Sam', 'Robin'].map(async who => said(await shop.bot.as(who, 'orders').types('/order forward 1042'))),
  )
  expect(both.toSorted()).toEqual(['1042-A went to Lumen.', 'Order 1042 is forwarded already: 1042-A.'])
  await shop.bot.pump.idle()
  expect(shop.chat.messages.filter(one => one.channel === 'lumen')).toHaveLength(1)
})

test('the story of an order tells who did what, in the order in which they did it', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await says('/order note 1042 gift')
  await says('/order forward 1042')
  await shop.bot.as('Mei', 'lumen').types('/po shipto 1042-A')
  await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A')
  const told = (card(await sam().types('/order show 1042')).body as readonly unknown[]).filter(
    part => typeof part === 'string',
  )
  expect(told.map(line => String(line).trim())).toEqual([
    'Test took it in',
    'Sam noted: gift',
    'Sam sent 1042-A',
    'Sam forwarded it as 1042-A',
    'Mei opened the ship-to of 1042-A',
    'Mei acknowledged 1042-A',
  ])
})
