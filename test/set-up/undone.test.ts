import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const asks = async (text: string) => card(await sam().types(text))
const lines = (shown: { lines?: readonly { text: string }[] }) => (shown.lines ?? []).map(({ text }) => text).join('\n')
/** Types it, reads what it affects, and presses the button that does it. */
async function sure(text: string, label: string): Promise<string> {
  return said(await sam().presses(await asks(text), label))
}

test('a supplier with open purchase orders is not removed; once it has finished it goes, and its records stay', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  const refused = await asks('/supplier remove Lumen')
  expect(refused.summary).toBe(
    'Lumen has 2 open purchase orders (1042-A and 1043-A), so I don’t remove it yet: nobody could answer for them.',
  )
  expect(refused.presses.map(({ label }) => label)).toEqual(['Take away 2 SKUs', 'Withdraw 2 purchase orders'])
  const withdrawing = card(await sam().presses(refused, 'Withdraw 2 purchase orders'))
  expect(said(await sam().presses(withdrawing, 'Withdraw them'))).toBe(
    '2 purchase orders of Lumen are withdrawn. Forward the orders again with /order forward.',
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', '1042-A is cancelled').tone).toBeDefined()

  const preview = await asks('/supplier remove Lumen')
  expect(preview.summary).toBe('Lumen has nothing left to ship. It has 2 SKUs, 2 contacts and 1 room.')
  expect(said(await sam().types('/supplier list'))).toBe('2 suppliers.')
  expect(said(await sam().presses(preview, 'Remove Lumen'))).toBe(
    'Lumen is removed. Its records stay; /supplier add “Lumen” brings it back.',
  )
  expect(said(await sam().presses(preview, 'Remove Lumen'))).toContain('Lumen was removed.')
  expect(said(await sam().types('/supplier list'))).toBe('1 supplier.')
  expect(textOf(cardIn(shop.chat, 'orders', 'Order 1042'))).toContain('Lumen')
  expect(said(await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A'))).not.toContain('is acknowledged')
  await shop.receive('1044', [{ sku: 'LAMP' }])
  expect(said(await sam().types('/order forward 1044'))).toContain('Nobody supplies LAMP')
})

test('a supplier that was removed comes back by its name, with its room free for it', async () => {
  await sure('/supplier remove Lumen', 'Remove Lumen')
  expect(said(await sam().types('/supplier rename Casa Lumen'))).toContain('was removed is called “Lumen”')
  expect(said(await sam().types('/supplier add lumen'))).toContain('Lumen is back, with its records and its terms.')
  expect(said(await sam().types('/supplier room Lumen #lumen'))).toContain('#lumen is Lumen’s room now.')
})

test('a rename shows what has the name, and open cards show the new one at once', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const preview = await asks('/supplier rename Lumen "Lumen & Co"')
  expect(preview.summary).toBe(
    'Lumen is called Lumen & Co from now on. It has 2 SKUs and 1 open purchase order (1042-A).',
  )
  expect(said(await sam().presses(preview, 'Rename'))).toBe('Lumen is called Lumen & Co now.')
  await shop.bot.pump.idle()
  expect(textOf(cardIn(shop.chat, 'orders', 'Order 1042'))).toContain('Lumen & Co')
  expect(said(await sam().types('/supplier rename "Lumen & Co" casa'))).toContain('Another supplier is called “Casa”.')
})

test('a person who left is off at once: their next press is refused, nobody is asked to add them, and no mention calls them', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const preview = await asks('/supplier remove-contact Lumen mei')
  expect(preview.summary).toBe('Mei (memory) can’t act for Lumen any more, from the next press on.')
  expect(lines(preview)).toContain('Chen can still act.')
  expect(said(await sam().presses(preview, 'Remove Mei'))).toBe('Mei can’t act for Lumen any more.')
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  expect(said(await shop.bot.as('Mei', 'lumen').presses(po, 'Acknowledge'))).toBe(
    'You can’t act here. If that is a mistake, ask the shop’s staff to add you.',
  )
  await shop.bot.pump.idle()
  expect(shop.chat.messages.some(one => one.card.title.includes('wants to act'))).toBe(false)
  expect(said(await sam().types('/supplier remove-contact Lumen Mei'))).toBe('Lumen has no contact “Mei”. It has Chen.')
  await shop.ask('supplier.add', { name: 'North' })
  expect(said(await sam().types('/supplier remove-contact Casa Lucia'))).toContain('Did you mean “Lucía”?')
})

test('a contact is renamed here, and stays the same person', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await sure('/supplier rename-contact Lumen Mei "Mei Wang"', 'Rename')).toBe('Mei is called Mei Wang now.')
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  expect(said(await shop.bot.as('Mei', 'lumen').presses(po, 'Acknowledge'))).toContain('is acknowledged')
})

test('somebody who asked is refused or added once: the card says who decided, and the refused are not offered again', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  const eve = shop.bot.as('Eve', 'lumen')
  await eve.presses(po, 'Acknowledge')
  await shop.bot.pump.idle()
  const request = cardIn(shop.chat, 'alerts', 'Eve wants to act for Lumen')
  expect(request.facts).toEqual([{ label: 'Account', value: 'Eve, memory id eve' }])
  const robin = shop.bot.as('Robin', 'alerts')
  expect(said(await robin.presses(request, 'Refuse'))).toContain('Eve may not act for Lumen.')
  expect(said(await robin.presses(request, 'Refuse'))).toBe('Eve has an answer already.')
  await shop.bot.pump.idle()
  const settled = cardIn(shop.chat, 'alerts', 'Eve wants to act for Lumen')
  expect([settled.summary, settled.presses]).toEqual(['Robin refused Eve.', []])
  expect(said(await eve.presses(po, 'Acknowledge'))).toContain('You can’t act here.')
  await shop.ask('supplier.contact', { supplier: 'Lumen', person: { chat: 'memory', id: 'eve', name: 'Eve' } })
  expect(said(await eve.presses(po, 'Acknowledge'))).toContain('is acknowledged')
})

test('a room that is removed keeps what it shows, is posted to no more, and shows what changed once it is bound again', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const preview = await asks('/supplier remove-room Lumen #lumen')
  expect(preview.summary).toBe('#lumen isn’t Lumen’s room any more. Lumen has 1 open purchase order (1042-A).')
  expect(lines(preview)).toContain('Lumen has no other room')
  await sam().presses(preview, 'Remove #lumen')
  await shop.ask('order.cancel', { order: '1042' })
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').presses).not.toEqual([])
  expect(said(await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A'))).not.toContain('is acknowledged')
  expect(said(await sam().types('/supplier remove-room Lumen #lumen'))).toBe(
    '#lumen isn’t a room of Lumen. It has none.',
  )
  const free = await asks('/supplier room Casa #lumen')
  expect(said(await sam().presses(free, 'Both get everything'))).toContain('#lumen is Casa’s room now.')
})

test('SKUs are taken away and renamed, with what that does to orders that wait', async () => {
  await shop.receive('1042', [{ sku: 'BULB' }])
  await shop.receive('1043', [{ sku: 'BULB-2' }])
  expect(said(await sam().types('/supplier remove-sku Lumen LAMPP'))).toBe(
    'Lumen doesn’t list LAMPP. Did you mean LAMP?',
  )
  const preview = await asks('/supplier rename-sku Lumen BULB BULB-2')
  expect(lines(preview)).toContain(
    'Orders with BULB no longer go to Lumen: 1 open line.\nOrders with BULB-2 do: 1 open line.',
  )
  expect(said(await sam().presses(preview, 'Rename'))).toBe('Lumen supplies BULB-2 instead of BULB now.')
  expect(said(await sam().types('/order forward 1042'))).toContain('Nobody supplies BULB')
  expect(said(await sam().types('/order forward 1043'))).toContain('1043-A')
  const all = await asks('/supplier remove-sku Lumen all')
  expect(lines(all)).toContain('2 SKUs of these: nobody else lists them, so orders need routing.')
  expect(lines(all)).toContain('1 open purchase order (1043-A) stays with Lumen.')
  expect(said(await sam().presses(all, 'Take 2 SKUs away'))).toBe('Lumen no longer supplies 2 SKUs.')
})

test('a store is renamed and removed: its orders go on, and one that comes in brings it back', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  const name = (await asks('/store list')).lines?.[0]?.text ?? ''
  const rename = await asks(`/store rename "${name}" "Lamp Shop"`)
  expect(rename.summary).toBe(`${name} is called Lamp Shop here. It has 1 order.`)
  await sam().presses(rename, 'Rename')
  const remove = await asks('/store remove "Lamp Shop"')
  expect(remove.summary).toBe('Lamp Shop has 1 order, 1 with something left to forward.')
  expect(said(await sam().presses(remove, 'Remove Lamp Shop'))).toBe('Lamp Shop is removed. Its orders stay here.')
  expect(said(await sam().types('/store list'))).toContain('There are no stores to list.')
  expect(said(await sam().types('/order forward 1042'))).toContain('1042-A')
  await shop.receive('1043', [{ sku: 'LAMP' }])
  expect((await asks('/store list')).lines?.[0]?.text).toBe('Lamp Shop')
})
