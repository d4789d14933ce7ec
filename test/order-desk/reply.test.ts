import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const replies = async (lines: string) => {
  const answer = said(await mei().types(`/po reply 1042-A lines:"${lines}"`))
  await shop.bot.pump.idle()
  return answer
}
const state = async (number = '1042-A') => {
  const [po] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  return po && purchaseOrderState(po)
}
const day = () => new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
const details = (channel = 'lumen', number = '1042-A') =>
  cardIn(shop.chat, channel, `Purchase order ${number}`).lines?.map(line => [line.quantity, line.detail])
const alerts = () => shop.chat.messages.filter(one => one.channel === 'alerts').map(one => one.card)
const lumen = () => shop.chat.messages.filter(one => one.channel === 'lumen').map(one => one.card)

test('one line comes later and one not at all: staff read it, and forward the rest to somebody else at once', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }, { sku: 'BULB' }])
  expect(await replies(`LAMP x2 backordered ${day()}, LAMP x1 ok, BULB declined out of stock`)).toContain(
    `2 × Thing LAMP backordered until ${day()}`,
  )
  expect(details()).toEqual([
    [3, `LAMP · 2 backordered until ${day()}`],
    [0, 'BULB · 1 declined'],
  ])
  expect(await state()).toBe('acknowledged')
  const told = alerts().find(one => one.title === '1042-A was answered by line')
  expect(told?.summary).toContain('1 × Thing BULB declined: inventory out of stock')
  expect(told?.presses.map(press => press.label)).toContain('Forward to…')
  expect(said(await sam().types('/order forward 1042'))).toContain('Nobody supplies BULB')
  expect(said(await sam().types('/order forward 1042 supplier:Casa skus:BULB'))).toBe('1042-B went to Casa.')
})

test('a line that is not answered yet still waits, and the button offers every line with a yes', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  await replies('BULB ok')
  expect(await state()).toBe('sent')
  const form = await mei().presses(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A'), 'Answer by line')
  expect(form.kind === 'form' && form.form.fields.map(field => field.value ?? '')).toContain('LAMP x2 ok\nBULB x1 ok')
  await mei().submits(form, { lines: 'LAMP x2 ok' })
  expect(await state()).toBe('acknowledged')
})

test('a second answer is a revision: the card shows the newest, and the story both with who gave them', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await replies(`LAMP backordered ${day()}`)
  expect(await replies('LAMP ok')).toContain('This is answer 2; the ones before stay on record.')
  expect(details()).toEqual([[2, 'LAMP']])
  const body = [card(await sam().types('/order show 1042')).body].flat()
  const story = body.filter(part => typeof part === 'string').join('')
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').facts).toContainEqual({
    label: 'Answered by line',
    value: 'Mei, answer 2',
  })
  expect(story).toContain(`answered 1042-A by line: 2 × Thing LAMP backordered until ${day()}.`)
  expect(story).toContain('answered 1042-A by line (answer 2): 2 × Thing LAMP accepted.')
})

test('after part of it shipped the rest is declined, goes elsewhere, and what shipped stays shipped', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  await replies('LAMP declined out of stock')
  expect(await state()).toBe('shipped')
  expect(said(await sam().types('/order forward 1042 supplier:Casa skus:LAMP'))).toBe('1042-B went to Casa.')
  await shop.bot.pump.idle()
  expect(details('casa', '1042-B')?.[0]?.[0]).toBe(2)
})

test('a purchase order of which every line is declined is declined', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await replies('LAMP declined invalid sku')
  expect(await state()).toBe('declined')
  expect(alerts().map(one => one.title)).toContain('1042-A was declined')
})

test('another SKU is an offer: the supplier’s card changes only when staff accept it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await replies('LAMP instead LAMP-B')
  expect(details()).toEqual([[1, 'LAMP']])
  const offer = cardIn(shop.chat, 'alerts', '1042-A: another SKU offered')
  const alertsRoom = shop.bot.as('Sam', 'alerts')
  expect(said(await alertsRoom.presses(offer, 'Accept'))).toContain('Lumen has been notified.')
  await shop.bot.pump.idle()
  expect(details()).toEqual([[1, 'LAMP-B']])
  expect(lumen().map(one => one.title)).toContain('1042-A: your offer was accepted')
  expect(said(await alertsRoom.presses(offer, 'Refuse'))).toBe('Sam has accepted this already.')
})

test('another price refused is told to the supplier; a newer answer ends what was offered before', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await replies('LAMP price 60.00')
  const alertsRoom = shop.bot.as('Sam', 'alerts')
  expect(cardIn(shop.chat, 'alerts', '1042-A: another price offered').summary).toContain('at EUR 60.00 each')
  await replies('LAMP price 50.00')
  const [first, second] = alerts().filter(one => one.title === '1042-A: another price offered')
  expect([first?.presses.length, second?.presses.length]).toEqual([0, 2])
  await alertsRoom.presses(second ?? cardIn(shop.chat, 'alerts', 'none'), 'Refuse')
  await shop.bot.pump.idle()
  expect(lumen().map(one => one.title)).toContain('1042-A: your offer was refused')
})

test('what staff take back last is cancelled, and no decline that the supplier never spoke', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }])
  await replies('LAMP declined out of stock')
  await sam().types('/po take-back 1042-A')
  await shop.bot.pump.idle()
  expect(await state()).toBe('cancelled')
  expect(alerts().map(one => one.title)).not.toContain('1042-A was declined')
})

test('a supplier decides on no offer of its own, and takes nothing back', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await replies('LAMP price 60.00')
  const offer = cardIn(shop.chat, 'alerts', '1042-A: another price offered')
  expect(said(await mei().presses(offer, 'Accept'))).not.toContain('Accepted')
  expect(said(await mei().types('/po take-back 1042-A'))).not.toContain('was asked not to ship')
  expect(details()).toEqual([[1, 'LAMP']])
})

test('staff take back what has not shipped of a part-shipped one; its supplier is told, and it can go elsewhere', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  expect(said(await sam().types('/po take-back 1042-A lines:"LAMP x1"'))).toBe(
    'Lumen was asked not to ship 1 × Thing LAMP of 1042-A. They can go to another supplier now.',
  )
  await shop.bot.pump.idle()
  expect(await state()).toBe('partly_shipped')
  expect(cardIn(shop.chat, 'lumen', '1042-A: pieces taken back').summary).toContain('do not ship 1 × Thing LAMP')
  await sam().types('/po take-back 1042-A')
  expect(await state()).toBe('shipped')
  expect(said(await sam().types('/order forward 1042 supplier:Casa skus:LAMP'))).toBe('1042-B went to Casa.')
})

test('the rest of a late part-shipped purchase order goes to another supplier, and the first is told', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  shop.bot.wait(30 * 86_400_000)
  await shop.ask('late.sweep', {})
  await shop.bot.pump.idle()
  expect(said(await sam().types('/late reroute L1 Casa'))).toContain('1042-B went to Casa')
  await shop.bot.pump.idle()
  expect(details('casa', '1042-B')?.[0]?.[0]).toBe(2)
  expect(lumen().map(one => one.title)).toContain('1042-A: pieces taken back')
  expect(await state()).toBe('shipped')
})
