import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')

test('before any order came in, the list says how one gets there', async () => {
  expect(said(await sam().types('/store list'))).toBe(
    'No order has come in yet. There are no stores to list. Connect Shopify or WooCommerce, or import a CSV.',
  )
})

test('a store is known from its first order on, and its orders wait until it is told otherwise', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  const list = card(await sam().types('/store list'))
  expect(list.lines).toEqual([{ text: 'Lamps', detail: 'shopify · lamps.example · auto-forward off' }])
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('New: not forwarded yet')
})

test('with auto-forward on, a new order goes out by itself, and what nobody supplies is asked about', async () => {
  await shop.receive('1041', [{ sku: 'LAMP' }])
  const on = card(await sam().types('/store autoforward lamps on'))
  expect(on.summary).toMatch(
    /^Auto-forward of Lamps is on\. New orders .* 1 order that came before waits: forward it too/,
  )
  expect(card(await sam().presses(on, 'See what goes to whom')).summary).toBe('1 order becomes 1 purchase order.')
  expect(said(await sam().types('/store autoforward lamps off'))).toContain('is off')
  expect(said(await sam().types('/store autoforward lamps on'))).toContain('is on')
  expect(said(await sam().types('/store autoforward lamps.example on'))).toContain('is on already.')
  await shop.receive('1042', [{ sku: 'LAMP' }, { sku: 'CANDLE' }])
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').summary).toContain('Sent, not acknowledged yet')
  expect(cardIn(shop.chat, 'orders', 'Order 1042 needs routing').summary).toBe('Nobody supplies CANDLE of order 1042.')
  expect(cardIn(shop.chat, 'orders', 'Order 1041').summary).toContain('New: not forwarded yet')
  expect(shop.chat.messages.filter(one => one.card.title === 'Order 1042 needs routing')).toHaveLength(1)
})

test('auto-forward is a store’s own setting, and can be switched off again', async () => {
  await shop.receive('1', [{ sku: 'LAMP' }])
  await sam().types('/store autoforward lamps on')
  const other = { store: { kind: 'csv', key: 'other', name: 'Other' } } as const
  await shop.receive('2', [{ sku: 'LAMP' }], other)
  await sam().types('/store autoforward lamps off')
  await shop.receive('3', [{ sku: 'LAMP' }])
  await shop.bot.pump.idle()
  expect(shop.chat.messages.filter(one => one.channel === 'lumen')).toEqual([])
})

test('a store that has sent nothing yet is set beforehand, and its first order goes out by itself', async () => {
  expect(said(await sam().types('/store autoforward Lamps on first:yes'))).toContain('Auto-forward of Lamps is on.')
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').summary).toContain('Sent, not acknowledged yet')
})

test('a store nobody knows is refused with the nearest, a setting with what there is', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  expect(said(await sam().types('/store autoforward lapms on'))).toBe(
    'I don’t know a store “lapms”. Did you mean “Lamps”? If its first order is still to come, write first:yes.',
  )
  expect(said(await sam().types('/store autoforward bakery on'))).toBe(
    'I don’t know a store “bakery”. See /store list. If its first order is still to come, write first:yes.',
  )
  expect(said(await sam().types('/store autoforward lamps perhaps'))).toMatch(/Auto-forward: .*on.*off/)
})

test('suppliers and strangers can neither list stores nor switch anything', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  for (const [who, where] of [
    ['Mei', 'lumen'],
    ['Eve', 'lumen'],
  ] as const) {
    expect(said(await shop.bot.as(who, where).types('/store list'))).not.toContain('Lamps')
    expect(said(await shop.bot.as(who, where).types('/store autoforward lamps on'))).not.toContain('Lamps')
  }
  await expect(
    shop.bot.ask('store.list', {}, { side: 'stranger', chat: 'memory', user: 'eve', name: 'Eve', roomId: null }),
  ).rejects.toThrow('I don’t know you here yet')
})
