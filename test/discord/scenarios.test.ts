import { expect, test } from 'vitest'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn, live } from '../stage/discord/discord-bot.ts'
import { incoming } from '../stage/incoming.ts'
import { until } from '../stage/until.ts'

const shop = aDiscordShop()

test('an order is forwarded, acknowledged and shipped in two parcels, and both rooms follow', async () => {
  const { discord, rooms, people } = shop
  await shop.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB', quantity: 2 }]))
  const order = await cardIn(discord, rooms.orders, 'Order 1042')
  expect(await answered(await people.sam.types(rooms.orders, 'order forward', { order: '1042' }))).toContain(
    '1042-A went to Lumen',
  )
  const po = await cardIn(discord, rooms.lumen, 'Purchase order 1042-A')
  expect(await answered(await people.mei.presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
  await until(() => !live(discord.message(po.id) as never).includes('Acknowledge'))
  await people.mei.presses(po, 'Add tracking')
  const sent = await people.mei.submits({
    'Tracking number': '1Z 999 AA1 01 2345 6784',
    'What is inside': 'LAMP, BULB x1',
  })
  expect(await answered(sent)).toContain('1 piece of 1042-A is still to ship')
  await until(() => Boolean(discord.message(order.id)?.text.includes('Partly shipped')))
  const rest = await people.mei.types(rooms.lumen, 'tracking add', {
    'purchase-order': '1042-A',
    number: 'RB123456785CN',
  })
  expect(await answered(rest)).toContain('All of 1042-A is in parcels')
  await until(() => Boolean(discord.message(order.id)?.text.includes('UPS 1Z999AA10123456784')))
  const story = await people.sam.types(rooms.orders, 'order show', { order: '1042' })
  expect(await answered(story)).toMatch(/Sam forwarded.*Mei acknowledged.*Mei added tracking UPS.*Mei added tracking/s)
})

test('a supplier asks about a purchase order, staff answer, and the supplier reads the answer', async () => {
  const { discord, rooms, people } = shop
  await shop.forward('1042', 'LAMP')
  const shipTo = await people.mei.presses(await cardIn(discord, rooms.lumen, 'Purchase order 1042-A'), 'Ship-to')
  await answered(shipTo)
  if (!shipTo.message) throw new Error('no ship-to was shown')
  await people.mei.presses(shipTo.message, 'Ask the shop')
  expect(await answered(await people.mei.submits({ Question: 'Is the blue one meant?' }))).toContain(
    'the shop was asked about 1042-A',
  )
  const question = /Question A\d+ about 1042-A/
  const asked = await until(() => discord.seen(rooms.orders).find(({ text }) => question.test(text)))
  await people.sam.presses(asked, 'Answer')
  expect(await answered(await people.sam.submits({ Answer: 'Yes, blue.' }))).toContain('Lumen can read it')
  await until(() => discord.seen(rooms.lumen).some(({ text }) => question.test(text) && text.includes('Yes, blue.')))
})

test('a row of a list is opened by choosing it', async () => {
  const { rooms, people } = shop
  await shop.receive('1042', 'LAMP')
  await shop.receive('1043', 'LAMP')
  const list = await people.sam.types(rooms.orders, 'order list', {})
  expect(await answered(list)).toContain('2 open orders')
  expect(await answered(await people.sam.selects(list.message ?? '', 'Open one…', ['1042']))).toContain('Order 1042 of')
})

test('a supplier declines, and another takes it', async () => {
  const { discord, rooms, people } = shop
  await shop.receive('1043', 'LAMP')
  await cardIn(discord, rooms.orders, 'Order 1043')
  await answered(await people.sam.types(rooms.orders, 'order forward', { order: '1043' }))
  await people.mei.presses(await cardIn(discord, rooms.lumen, 'Purchase order 1043-A'), 'Decline')
  expect(people.mei.modal?.title).toBe('Decline')
  await answered(await people.mei.submits({ Reason: 'inventory_out_of_stock', Note: 'back in June' }))
  const declined = await cardIn(discord, rooms.alerts, '1043-A was declined')
  await people.sam.presses(declined, 'Forward to…')
  // Two suppliers: seen at once, as radio buttons.
  expect(people.sam.modal?.fields.map(({ kind }) => kind)).toContain('radio')
  expect(await answered(await people.sam.submits({ Supplier: 'Casa' }))).toContain('went to Casa')
  const taken = await cardIn(discord, rooms.casa, 'Purchase order 1043-B')
  expect(await answered(await people.lucia.presses(taken, 'Acknowledge'))).toContain('1043-B is acknowledged')
  await until(() => Boolean(discord.message(declined.id)?.text.includes('Settled')))
  const before = await cardIn(discord, rooms.lumen, 'Purchase order 1043-A')
  expect(live(before)).toEqual([])
  expect(before.buttons.filter(({ disabled }) => disabled).map(({ label }) => label)).toContain('Acknowledge')
})

test('an order of two suppliers goes to both, and neither sees the other', async () => {
  const { discord, rooms, people } = shop
  await shop.receive('1044', 'LAMP', 'BOWL')
  const order = await cardIn(discord, rooms.orders, 'Order 1044')
  await answered(await people.sam.presses(order, 'Forward'))
  const [lamp, bowl] = [
    await cardIn(discord, rooms.lumen, 'Purchase order 1044-A'),
    await cardIn(discord, rooms.casa, 'Purchase order 1044-B'),
  ]
  expect(people.mei.sees(rooms.casa)).toEqual([])
  // Casa's contact is a role: whoever bears it acts for Casa.
  expect(await answered(await people.lucia.presses(bowl, 'Acknowledge'))).toContain('1044-B is acknowledged')
  expect(await answered(await people.mei.presses(lamp, 'Acknowledge'))).toContain('1044-A is acknowledged')
  await until(() => (discord.message(order.id)?.text.match(/Acknowledged/g) ?? []).length >= 2)
})

test('a stranger presses, and staff add them with one press', async () => {
  const { discord, rooms, people } = shop
  await shop.receive('1045', 'LAMP')
  await cardIn(discord, rooms.orders, 'Order 1045')
  await answered(await people.sam.types(rooms.orders, 'order forward', { order: '1045' }))
  const po = await cardIn(discord, rooms.lumen, 'Purchase order 1045-A')
  expect(await answered(await people.chen.presses(po, 'Acknowledge'))).toContain('staff have been asked to add you')
  const asked = await cardIn(discord, rooms.alerts, 'Chen wants to act for Lumen')
  expect(await answered(await people.sam.presses(asked, 'Add Chen'))).toContain('Chen may act for Lumen now')
  expect(await answered(await people.chen.presses(po, 'Acknowledge'))).toContain('1045-A is acknowledged')
})

test('of two who press at once one wins, and the other is told who did', async () => {
  const { discord, rooms, people } = shop
  const chen = { chat: 'discord', id: people.chen.id, name: 'Chen' }
  await shop.ask('supplier.contact', { supplier: 'Lumen', person: chen })
  await shop.receive('1046', 'LAMP')
  await cardIn(discord, rooms.orders, 'Order 1046')
  await answered(await people.sam.types(rooms.orders, 'order forward', { order: '1046' }))
  const po = await cardIn(discord, rooms.lumen, 'Purchase order 1046-A')
  const replies = await Promise.all([people.mei.presses(po, 'Acknowledge'), people.chen.presses(po, 'Acknowledge')])
  const said = await Promise.all(replies.map(answered))
  expect(said.filter(text => text.includes('is acknowledged'))).toHaveLength(1)
  expect(said.find(text => text.includes('Not done'))).toMatch(/Mei|Chen/)
})

test('what is said in a thread is said in its channel’s room', async () => {
  const { discord, rooms, people } = shop
  await shop.receive('1047', 'LAMP')
  const order = await cardIn(discord, rooms.orders, 'Order 1047')
  const { startThread } = await import('../../src/integrations/discord/threads.ts')
  const { openRest } = await import('../../src/integrations/discord/client.ts')
  await startThread(openRest({ token: discord.token, api: discord.api }), rooms.orders.id, order.id, 'Talk')
  const reply = await people.sam.types(order.id, 'order forward', { order: '1047' })
  expect(await answered(reply)).toContain('1047-A went to Lumen')
})
