import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import type { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
let hour = 1

async function change(lines: Parameters<typeof incoming>[1]): Promise<void> {
  await shop.receive('1042', lines, { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)) })
  await shop.bot.pump.idle()
}
const lumen = () => shop.chat.messages.filter(one => one.channel === 'lumen').map(one => one.card)

test('an unacknowledged purchase order of nothing is withdrawn by itself, and its supplier reads so', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await change([{ sku: 'BOWL', externalId: 'line-2' }])
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').facts?.[0]?.value).toBe('Cancelled')
  expect(cardIn(shop.chat, 'lumen', '1042-A is cancelled').summary).toContain('Please do not ship it.')
  expect(lumen().map(one => one.title)).not.toContain('1042-A: quantities changed')
})

test('once acknowledged it is asked, and until the answer nobody is late, rerouted to or complained about', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1042-A')
  await change([{ sku: 'BULB', externalId: 'line-9' }])
  expect(cardIn(shop.chat, 'lumen', '1042-A: quantities changed').summary).toBe('Thing LAMP: 0 instead of 1.')
  expect(card(await sam().types('/order overview')).facts?.find(({ label }) => label === 'Due soon')?.value).toBe('0')
  expect(said(await sam().types('/complaint open 1042 not_received it never came'))).toContain(
    'nothing to complain about',
  )
})

test('of two suppliers of one line the one asked last is asked for less', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await change([{ sku: 'LAMP', quantity: 3 }])
  await sam().types('/order forward 1042 supplier:Casa skus:LAMP')
  await shop.bot.pump.idle()
  await change([{ sku: 'LAMP', quantity: 2 }])
  expect(lumen().map(one => one.title)).not.toContain('1042-A: quantities changed')
  const casa = shop.chat.messages.filter(one => one.channel === 'casa').map(one => one.card.title)
  expect(casa).toContain('1042-B is cancelled')
})

test('a late purchase order that nobody wants any more is not bought from a second supplier', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1042-A')
  shop.bot.wait(30 * 86_400_000)
  await shop.ask('late.sweep', {})
  await shop.bot.pump.idle()
  await change([{ sku: 'BULB', externalId: 'line-9' }])
  expect(said(await sam().types('/late reroute L1 Casa'))).toMatch(/closed/)
  expect(shop.chat.messages.filter(one => one.channel === 'casa')).toEqual([])
})

test('a complaint about pieces that the store took off is not answered with a replacement', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  await sam().types('/complaint open 1042 damaged cracked')
  await change([{ sku: 'LAMP', quantity: 1 }])
  expect(said(await sam().types('/complaint resolve C1 replacement'))).toBe(
    'Order 1042 wants only 1 of LAMP now, so 2 can’t be sent again.',
  )
})
