import { expect, test } from 'vitest'
import { story } from '../../src/kernel/ground/journal.ts'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await sam().types(text))
const lamp = [{ sku: 'LAMP' }]

test('a held order refuses to be forwarded and says why, until it is released', async () => {
  await shop.receive('1042', lamp)
  expect(await says('/order hold 1042 incorrect_address the house number is missing')).toBe(
    'Order 1042 is on hold: incorrect address — the house number is missing. Release it with /order release 1042.',
  )
  expect(await says('/order forward 1042')).toBe(
    'Order 1042 is on hold: incorrect address — the house number is missing. To forward it anyway, write held:forward. To end the hold only: /order release 1042',
  )
  await shop.bot.pump.idle()
  const held = cardIn(shop.chat, 'orders', 'Order 1042')
  expect(held.presses.map(one => one.label)).toEqual(['Release', 'Forward anyway', 'Note', 'Story', 'Cancel'])
  expect(said(await sam().presses(held, 'Release'))).toBe(
    'Order 1042 was released. Forward it with /order forward 1042.',
  )
  expect(await says('/order forward 1042')).toBe('1042-A went to Lumen.')
})

test('hold and release say what is so already, and nothing is held twice', async () => {
  await shop.receive('1042', lamp)
  expect(await says('/order release 1042')).toBe('Order 1042 is not on hold.')
  await says('/order hold 1042')
  expect(await says('/order hold 1042 fraud')).toBe('Order 1042 is held already: other.')
  expect(await says('/order hold 1042 because')).toMatch(/^Reason: “because” isn’t one of the reasons. Choose one of: /)
  await says('/order cancel 1042')
  expect(await says('/order hold 1042')).toBe('Order 1042 is cancelled.')
  expect(await says('/order release 1042')).toBe('Order 1042 is cancelled.')
  const [row] = await shop.database.db.select().from(orders)
  const told = await story(shop.database.db, [row?.id ?? ''])
  expect(told.map(one => one.name)).toEqual(['order.received', 'order.held', 'order.cancelled'])
})

test('a held order keeps its drafts back, even when their supplier gets a room', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'POSTER' })
  await shop.receive('1042', [{ sku: 'POSTER' }])
  await says('/order forward 1042')
  await says('/order hold 1042 fraud')
  shop.chat.openRoom('north')
  await says('/supplier room North #north')
  expect(await says('/po send 1042-A')).toBe('Order 1042 is on hold. Release it first: /order release 1042')
  await shop.bot.pump.idle()
  expect(shop.chat.messages.filter(one => one.channel === 'north').map(one => one.card.title)).toEqual([
    'Hello, I’m Waybill',
  ])
  await says('/order release 1042')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'north', 'Purchase order 1042-A').presses.map(one => one.label)).toContain('Acknowledge')
})

test('a note is in the story, as it was written, and a very long one is cut with a mark', async () => {
  await shop.receive('1042', lamp)
  expect(await says('/order note 1042 called: wants “two” boxes')).toBe('Noted on order 1042, for staff only.')
  await shop.ask('order.note', { order: '1042', note: 'x'.repeat(12_000) })
  const told = phraseText(card(await sam().types('/order show 1042')).body)
  expect(told).toContain('noted: called: wants “two” boxes')
  expect(told).toMatch(/x{9999}…/)
  await expect(shop.ask('order.note', { order: '1042', note: '  ' })).rejects.toThrow('Note: please fill this in.')
})

test('an order is named with or without its sign, and a slip is met with the nearest number', async () => {
  await shop.receive('1042', lamp)
  for (const name of ['1042', '#1042', ' 1042 ', '1042@lamps.example', '1042@Lamps'])
    expect((await shop.ask('order.show', { order: name })).card?.title).toBe('Order 1042')
  expect(await says('/order show 1043')).toBe('I can’t find order 1043. Did you mean 1042?')
  expect(await says('/order show 99')).toBe('I can’t find order 99. See /order list, or look with /order find.')
  expect(await says('/order show 1042@elsewhere')).toContain('I can’t find order 1042')
})

test('a number that two stores share is never guessed', async () => {
  await shop.receive('1042', lamp)
  await shop.receive('1042', [{ sku: 'BOWL' }], { store: { kind: 'csv', key: 'bowls', name: 'Bowls & Co' } })
  expect(await says('/order forward 1042')).toBe(
    'Several stores have an order 1042. Write 1042@bowls or 1042@lamps.example.',
  )
  expect(await says('/order forward 1042@bowls')).toBe('1042-A went to Casa.')
  expect(await says('/order forward 1042@Lamps')).toBe('1042-A went to Lumen.')
  expect(await says('/po show 1042-A')).toBe(
    'Several stores have a 1042-A. Write 1042-A@bowls or 1042-A@lamps.example.',
  )
  expect(card(await sam().types('/po show 1042-A@Lamps')).title).toBe('Purchase order 1042-A')
  const completed = await shop.bot.desk.suggest(
    { chat: 'memory', user: 'sam', name: 'Sam', channel: 'orders', roles: [] },
    '/order show 10',
  )
  expect(completed.map(one => one.insert).toSorted()).toEqual([
    '/order show 1042@bowls ',
    '/order show 1042@lamps.example ',
  ])
})

test('orders are listed by what is asked for, the newest first', async () => {
  await shop.receive('1041', lamp)
  await shop.receive('1042', lamp)
  await says('/order hold 1041')
  await says('/order cancel 1042')
  expect(await says('/order list')).toBe('1 open order.')
  expect(await says('/order list held')).toBe('1 held order.')
  expect(await says('/order list cancelled')).toBe('1 cancelled order.')
  expect(await says('/order list forwarded')).toBe('There is no forwarded order.')
  expect(await says('/order list helt')).toMatch(/^Which: .*open.*held/)
})

test('an order is found by customer, city, SKU and tracking number, also a corrected one', async () => {
  await shop.forwarded('1042', lamp)
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await shop.ask('tracking.correct', {
    purchaseOrder: '1042-A',
    shipment: '1Z999AA10123456784',
    number: 'RB123456785CN',
  })
  for (const text of [
    '104',
    '#1042',
    'lindqvist',
    'göteb',
    'lamp',
    'zoe@example',
    'goteborg lamp',
    'zoë göteborg 1042',
    '1042-A',
    'rb 123 456 785 cn',
    '23456785',
    '1Z 999 AA1 0123456784',
  ])
    expect(await says(`/order find ${text}`), text).toMatch(/^1 order with/)
  await shop.ask('tracking.remove', { purchaseOrder: '1042-A', shipment: 'RB123456785CN' })
  expect(await says('/order find RB123456785CN')).toMatch(/^1 order with/)
  expect(await says('/order find "lamp paris"')).toMatch(/^No order has/)
  expect(await says('/order find 100%')).toBe('No order has “100%” in its number, customer, city, SKU or tracking.')
  expect(await says('/order find x')).toBe('Text: Write at least two characters.')
})
