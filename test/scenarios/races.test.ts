import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { openBot, system } from '../stage/bot.ts'
import { cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const po = (number = '1042-A') => cardIn(shop.chat, 'lumen', `Purchase order ${number}`)
const told = async (name: string) =>
  (await shop.database.db.select().from(events)).filter(one => one.name === name).length

test('two who press Acknowledge at once: one wins, the other is told who did', async () => {
  for (const number of ['1041', '1042', '1043', '1044', '1045']) {
    await shop.forwarded(number, [{ sku: 'LAMP' }])
    const card = po(`${number}-A`)
    const [mei, chen] = await Promise.all(
      ['Mei', 'Chen'].map(async who => said(await shop.bot.as(who, 'lumen').presses(card, 'Acknowledge'))),
    )
    const yes = `${number}-A is acknowledged. Next: add the tracking number when it ships.`
    expect([
      [yes, `${number}-A was acknowledged already by Mei.`],
      [`${number}-A was acknowledged already by Chen.`, yes],
    ]).toContainEqual([mei, chen])
  }
  expect(await told('purchase_order.acknowledged')).toBe(5)
})

test('a yes and a no at once: whichever came first stands, and the cards of both rooms agree', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const [yes, no] = await Promise.all([
    shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A').then(said),
    shop.bot.as('Chen', 'lumen').types('/po decline 1042-A other').then(said),
  ])
  await shop.bot.pump.idle()
  expect(no).toContain('1042-A is declined: other.')
  expect([
    '1042-A was declined already by Chen.',
    '1042-A is acknowledged. Next: add the tracking number when it ships.',
  ]).toContain(yes)
  expect(po().summary).toContain('Declined by Chen: other')
  expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('Needs routing')
})

test('a cancel and a yes at once: the supplier is never left with a yes to what was taken back', async () => {
  for (const number of ['1041', '1042', '1043', '1044']) {
    await shop.forwarded(number, [{ sku: 'LAMP' }])
    const [yes] = await Promise.all([
      shop.bot.as('Mei', 'lumen').types(`/po acknowledge ${number}-A`).then(said),
      shop.bot.as('Sam', 'orders').types(`/order cancel ${number}`).then(said),
    ])
    await shop.bot.pump.idle()
    const titles = shop.chat.messages.filter(one => one.channel === 'lumen').map(one => one.card.title)
    if (yes === `${number}-A was cancelled.`) expect(titles).toContain(`${number}-A is cancelled`)
    else expect(titles).toContain(`${number}-A: please cancel`)
  }
})

test('many at once on many orders: no lock waits for ever, and each board shows the end', async () => {
  const numbers = ['1041', '1042', '1043', '1044', '1045', '1046']
  for (const number of numbers) await shop.receive(number, [{ sku: 'LAMP' }, { sku: 'CANDLE' }])
  await Promise.all([
    ...numbers.map(number => shop.bot.as('Sam', 'orders').types(`/order forward ${number}`)),
    ...numbers.toReversed().map(number => shop.bot.as('Robin', 'orders').types(`/order note ${number} hello`)),
    shop.bot.as('Sam', 'orders').types('/supplier sku Casa CANDLE'),
    shop.bot.as('Robin', 'orders').types('/supplier sku Lumen CANDLE'),
    shop.bot.as('Sam', 'orders').types('/supplier sku Casa LAMP'),
  ])
  await Promise.all(numbers.map(number => shop.bot.as('Sam', 'orders').types(`/order forward ${number}`)))
  await shop.bot.pump.idle()
  for (const number of numbers) {
    expect(cardIn(shop.chat, 'orders', `Order ${number}`).summary).toContain('Sent, not acknowledged yet')
    expect(shop.chat.messages.filter(one => one.card.title.startsWith(`Order ${number}`)).length).toBeGreaterThan(0)
  }
})

test('two processes on one database post each card once', async ctx => {
  if (!shop.database.url) return ctx.skip('several processes need PostgreSQL')
  const other = await openBot(shop.database, shop.chat)
  for (let number = 2001; number <= 2010; number++) {
    await shop.receive(String(number), [{ sku: 'LAMP' }, { sku: 'BOWL' }])
    await (number % 2 ? shop.bot : other).ask('order.forward', { order: String(number) }, system)
  }
  // The other ends the sends it is at, and ours what is left.
  await other.close()
  await shop.bot.pump.idle()
  const keys = shop.chat.messages.map(one => one.key)
  expect(keys.length).toBe(30)
  expect(new Set(keys).size).toBe(30)
})
