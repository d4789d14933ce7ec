import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { commands } from '../../src/commands.ts'
import { events, messages } from '../../src/kernel/ground/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const speaker = (name: string, channel: string) => ({
  chat: 'memory',
  user: name.toLowerCase(),
  name,
  channel,
  roles: [],
})
const acts = (po: string) => [
  `/po show ${po}`,
  `/po acknowledge ${po}`,
  `/po promise ${po} 2027-01-01`,
  `/po decline ${po} other`,
  `/po shipto ${po}`,
  `/tracking add ${po} 1Z999AA10123456784`,
  `/tracking list ${po}`,
  `/tracking correct ${po} 1Z999AA10123456784 RB123456785CN`,
  `/tracking remove ${po} 1Z999AA10123456784 wrong`,
  `/po answer ${po} accept`,
]
const poId = async (number: string) => {
  const [row] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, number))
  return row?.id ?? ''
}

test('to another supplier’s contact an order is as if it did not exist, by number, by id and in every verb', async () => {
  await shop.forwarded('2042', [{ sku: 'LAMP' }])
  const before = await shop.database.db.$count(events)
  const lucia = shop.bot.as('Lucía', 'casa')
  for (const named of ['2042-A', await poId('2042-A'), '2042-A@lamps.example'])
    for (const text of acts(named)) {
      const theirs = said(await lucia.types(text))
      const nobodys = said(
        await lucia.types(
          text.replace(named, named.includes('-') && named.length > 20 ? crypto.randomUUID() : '7777-A'),
        ),
      )
      expect(theirs.replaceAll(named, '…'), text).toBe(nobodys.replaceAll('7777-A', '…'))
    }
  expect(await shop.database.db.$count(events)).toBe(before)
})

test('autocomplete and forms offer a contact their own orders and parcels alone', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  const offered = async (name: string, channel: string, text: string) =>
    (await shop.bot.desk.suggest(speaker(name, channel), text)).map(one => one.label)
  expect(await offered('Lucía', 'casa', '/po show ')).toEqual(['1042-B'])
  expect(await offered('Mei', 'lumen', '/po show 10')).toEqual(['1042-A'])
  expect(await offered('Mei', 'lumen', '/tracking correct 1042-A ')).toContain('1Z999AA10123456784')
  expect((await offered('Lucía', 'casa', '/tracking correct 1042-A ')).join()).not.toContain('1Z999')
  expect(await offered('Lucía', 'casa', '/order show 10')).toEqual([])
  expect(await offered('Eve', 'lumen', '/po show ')).toEqual([])
  expect(await offered('Eve', 'random', '/po show ')).toEqual([])
})

test('a draft is the staff’s own until it is sent', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.receive('1042', [{ sku: 'POSTER' }])
  await shop.ask('order.forward', { order: '1042', supplier: 'North' })
  const actor = { side: 'supplier', supplierId: '', chat: 'memory', user: 'n', name: 'N', roomId: null } as const
  const [po] = await shop.database.db.select().from(purchaseOrders)
  const theirs = { ...actor, supplierId: po?.supplierId ?? '' }
  await expect(shop.bot.ask('po.show', { purchaseOrder: '1042-A' }, theirs)).rejects.toThrow(
    'There is no purchase order 1042-A here.',
  )
  expect(card(await shop.bot.as('Sam', 'orders').types('/po show 1042-A')).title).toBe('Purchase order 1042-A')
})

test('a button works in its own room only, and what was shown to one person only for that person', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const gone = 'That button does not work here any more. Ask again, or use the newest card.'
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  const order = cardIn(shop.chat, 'orders', 'Order 1042')
  expect(said(await shop.bot.as('Lucía', 'casa').presses(po, 'Acknowledge'))).toBe(gone)
  expect(said(await shop.bot.as('Sam', 'orders').presses(po, 'Acknowledge'))).toBe(gone)
  expect(said(await shop.bot.as('Mei', 'lumen').presses(order, 'Cancel'))).toBe(gone)
  const meis = card(await shop.bot.as('Mei', 'lumen').types('/po show 1042-A'))
  expect(said(await shop.bot.as('Chen', 'lumen').presses(meis, 'Acknowledge'))).toBe(gone)
  const form = await shop.bot.as('Mei', 'lumen').presses(po, 'Decline')
  expect(said(await shop.bot.as('Chen', 'lumen').submits(form, { reason: 'other' }))).toBe(gone)
  expect(said(await shop.bot.as('Chen', 'lumen').presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
})

test('a contact in another supplier’s room, and anybody unknown, is a stranger there', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  for (const [who, where] of [
    ['Mei', 'casa'],
    ['Eve', 'lumen'],
  ] as const)
    for (const text of acts('1042-A')) {
      const answer = said(await shop.bot.as(who, where).types(text))
      expect(answer, `${who}: ${text}`).toMatch(/I don’t know \/(po|tracking)|I don’t know you here yet/)
    }
  expect(said(await shop.bot.as('Mei', 'random').types('/po show 1042-A'))).toBe(
    'This channel is not connected to Waybill. Use the channel that you share with the shop, or ask the shop’s staff to connect this one.',
  )
})

test('what only staff may ask is refused to a contact and a stranger, whatever the command', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const before = await shop.database.db.$count(events)
  const who = { chat: 'memory', user: 'x', name: 'X', roomId: null }
  for (const [name, { who: sides }] of Object.entries(commands)) {
    for (const actor of [
      { side: 'supplier', supplierId: crypto.randomUUID(), ...who },
      { side: 'stranger', ...who },
    ] as const) {
      if ((sides as readonly string[]).includes(actor.side)) continue
      const refusal = await shop.refused(shop.bot.ask(name, {}, actor))
      expect(refusal, name).toMatch(/for the shop’s staff|I don’t know you here yet|: |for the supplier/)
    }
  }
  expect(await shop.database.db.$count(events)).toBe(before)
})

test('staff in a supplier’s room can do what staff do, and their answers are theirs alone', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  shop.chat.admit('sam', 'Sam', ['orders'])
  const before = await shop.database.db.$count(messages)
  const sam = shop.bot.as('Sam', 'lumen')
  const story = card(await sam.types('/order show 1042'))
  expect(story.title).toBe('Order 1042')
  expect(said(await shop.bot.as('Mei', 'lumen').presses(story, 'Note'))).toContain('That button does not work here')
  await shop.bot.pump.idle()
  expect(await shop.database.db.$count(messages)).toBe(before)
})
