import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await sam().types(text))

test('a supplier is added with its zone, and what is still to do is said', async () => {
  expect(await says('/supplier add North zone:chicago ship-hours:24')).toBe(
    'North was added, on America/Chicago time, to ship within 24 hours. Next: /supplier room, /supplier contact and /supplier sku.',
  )
  const north = card(await sam().types('/supplier list')).lines?.find(line => line.text === 'North')
  expect(north?.detail).toBe('America/Chicago · ships within 24 hours · lacks a room, a contact and SKUs')
})

test('a name that is taken, in whatever case, and a zone nobody knows are refused', async () => {
  expect(await says('/supplier add LUMEN')).toBe('There is a supplier “LUMEN” already. See /supplier show.')
  expect(await says('/supplier add North zone:Shangai')).toBe(
    'Time zone: I don’t know the zone “Shangai”. Did you mean Shanghai?',
  )
  expect(await says('/supplier add North zone:Narnia-by-Sea')).toBe(
    'Time zone: I don’t know the zone “Narnia-by-Sea”. Write one such as Asia/Shanghai, or a large city nearby.',
  )
  expect(await says('/supplier add North ship-hours:0')).toMatch(/^Ships within \(hours\): /)
})

test('a long name and long instructions are cut with a mark, not refused', async () => {
  await shop.ask('supplier.add', { name: 'N'.repeat(200), instructions: 'I'.repeat(9_000) })
  const shown = card(await sam().types(`/supplier show ${'N'.repeat(20)}`))
  expect(shown.title).toBe(`${'N'.repeat(79)}…`)
  expect(shown.body).toHaveLength(3_000)
})

test('a supplier is found by how its name begins; two that begin so are both named', async () => {
  expect(card(await sam().types('/supplier show lum')).title).toBe('Lumen')
  await shop.ask('supplier.add', { name: 'Lumina' })
  expect(await says('/supplier show lum')).toBe('“lum” begins several names: Lumen or Lumina?')
  expect(card(await sam().types('/supplier show lumen')).title).toBe('Lumen')
  expect(await says('/supplier show Lunem')).toBe('I don’t know a supplier “Lunem”. Did you mean “Lumen”?')
  await shop.ask('supplier.add', { name: 'Orchard Woodworks' })
  expect(await says('/supplier show Orchrad')).toBe(
    'I don’t know a supplier “Orchrad”. Did you mean “Orchard Woodworks”?',
  )
  expect(await says('/supplier show %')).toBe(
    'I don’t know a supplier “%”. See /supplier list, or add it with /supplier add.',
  )
})

test('a room belongs to one side and one supplier', async () => {
  expect(await says('/supplier room Lumen #alerts')).toBe('#alerts is a staff room: a supplier must never read it.')
  expect(await says('/supplier room Lumen #casa')).toBe('#casa belongs to another supplier.')
  expect(await says('/supplier room Lumen #lumen')).toContain('#lumen is Lumen’s room already.')
  expect(await says('/supplier room Lumen #nowhere')).toBe(
    'Room: I see no channel called “#nowhere” on memory. Invite me to it first.',
  )
})

test('a contact is added once, and only somebody the chat knows', async () => {
  shop.chat.admit('wei', 'Wei', ['lumen'])
  expect(await says('/supplier contact Lumen Wei')).toBe('Wei may act for Lumen now, in Lumen’s room.')
  expect(await says('/supplier contact Lumen @Wei')).toBe('Wei is a contact of Lumen already.')
  expect(await says('/supplier contact Lumen Nobody')).toBe(
    'Person: I don’t know anybody called “Nobody” on memory. Write their name as it appears there, or mention them with @.',
  )
})

test('SKUs are listed by commas, lines or spaces, each once, whatever their case', async () => {
  expect(await says('/supplier sku Casa VASE MUG-4 vase')).toBe('Casa supplies 2 more SKUs now.')
  expect(await says('/supplier sku Casa BLUE BOWL, mug-4')).toBe('Casa supplies 1 more SKU now.')
  expect(await says('/supplier sku Casa Vase')).toBe('Casa supplies these already.')
  expect(await says('/supplier sku Casa ,;,')).toBe('Write at least one SKU.')
  const skus = card(await sam().types('/supplier show Casa')).facts?.find(fact => fact.label === 'SKUs')
  expect(String(skus?.value).split(', ').toSorted()).toEqual(['BLUE BOWL', 'BOWL', 'MUG-4', 'VASE'])
})

test('a pattern in /supplier sku routes what begins so, after whoever lists the SKU itself', async () => {
  expect(await says('/supplier sku Casa *')).toBe(
    'A * alone would match every SKU. Write how they begin, such as LAMP-*.',
  )
  expect(await says('/supplier sku Casa "MUG-*"')).toBe('Casa supplies 1 more SKU now.')
  expect(await says('/supplier sku Lumen MUG-RED')).toBe('Lumen supplies 1 more SKU now.')
  await shop.receive('1042', [{ sku: 'mug-blue' }, { sku: 'MUG-RED' }])
  const sent = await says('/order forward 1042')
  expect(sent).toContain('1042-A')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'casa', 'Purchase order 1042-A').lines?.map(line => line.detail)).toEqual(['mug-blue'])
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-B').lines?.map(line => line.detail)).toEqual(['MUG-RED'])
})

test('a SKU that another supplier lists asks who comes first, and orders go by the answer', async () => {
  const asked = card(await sam().types('/supplier sku Casa LAMP, VASE'))
  expect(asked.summary).toBe('Lumen lists LAMP already. Who is asked first?')
  expect(said(await sam().presses(asked, 'Casa first'))).toBe(
    'Casa supplies 2 more SKUs now. It is asked before Lumen.',
  )
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await says('/order forward 1042')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'casa', 'Purchase order 1042-A').lines?.[0]?.detail).toBe('LAMP')
})

test('a SKU is the same through every door, whatever a spreadsheet or a keyboard made of it', async () => {
  for (const [number, sku] of [
    ['1042', "'00123"],
    ['1043', '="00123"'],
    ['1044', '００１２３'],
    ['1045', '001\u200b23\u00ad'],
  ] as const)
    await shop.receive(number, [{ sku }])
  expect(await says('/supplier sku Casa 00123')).toBe('Casa supplies 1 more SKU now.')
  for (const number of ['1042', '1043', '1044', '1045']) {
    expect(await says(`/order forward ${number} skus:'００１２３'`)).toContain(`${number}-A`)
  }
  await shop.bot.pump.idle()
  const lines = ['1042', '1043', '1044', '1045'].map(
    number => cardIn(shop.chat, 'casa', `Purchase order ${number}-A`).lines?.[0]?.detail,
  )
  expect(lines).toEqual(['00123', '00123', '00123', '00123'])
})

test('words that are missing open a form; the supplier is chosen from a list', async () => {
  const form = await sam().types('/supplier sku')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.map(field => [field.label, field.kind, field.choices?.map(one => one.label)])).toEqual([
    ['Supplier', 'select', ['Casa', 'Lumen']],
    ['SKUs', 'long', undefined],
  ])
  expect(said(await sam().submits(form, { supplier: 'Casa', skus: 'PLATE' }))).toBe('Casa supplies 1 more SKU now.')
})

test('somebody unknown who presses a button is offered to staff, once, and can act after one press of theirs', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const po = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  const eve = shop.bot.as('Eve', 'lumen')
  expect(said(await eve.presses(po(), 'Acknowledge'))).toBe('The shop’s staff have been asked to add you.')
  expect(said(await eve.presses(po(), 'Ship-to'))).toBe('The shop’s staff have been asked already.')
  await shop.bot.pump.idle()
  expect(shop.chat.messages.filter(one => one.card.title === 'Eve wants to act for Lumen')).toHaveLength(1)
  const asked = cardIn(shop.chat, 'alerts', 'Eve wants to act for Lumen')
  expect(said(await shop.bot.as('Sam', 'alerts').presses(asked, 'Add Eve'))).toBe(
    'Eve may act for Lumen now, in Lumen’s room.',
  )
  expect(said(await eve.presses(po(), 'Acknowledge'))).toContain('1042-A is acknowledged')
})

test('a draft waits for its supplier’s room and goes out when there is one', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'POSTER' })
  await shop.receive('1042', [{ sku: 'POSTER' }])
  expect(await says('/order forward 1042')).toBe('1042-A waits: North has no room yet (/supplier room).')
  expect(await says('/po send 1042-A')).toBe('North has no room yet. Bind one with /supplier room.')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('Draft: waits for the supplier’s room')
  shop.chat.openRoom('north')
  expect(await says('/supplier room North #north')).toBe(
    '#north is North’s room now. Its purchase orders are posted there.',
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'north', 'Purchase order 1042-A').presses.map(one => one.label)).toContain('Acknowledge')
  expect(await says('/po send 1042-A')).toBe('1042-A was sent already.')
})

test('a new purchase order mentions its supplier’s contacts, once a burst, where staff want that', async () => {
  const called = (number: string) =>
    cardIn(shop.chat, 'lumen', `Purchase order ${number}-A`).pings?.map(one => one.name)
  const { db } = shop.database
  await shop.receive('1', [{ sku: 'LAMP' }])
  await shop.receive('2', [{ sku: 'LAMP' }])
  await shop.ask('order.forward', { order: '1' })
  await shop.forwarded('3', [{ sku: 'BOWL' }])
  await shop.forwarded('2', [{ sku: 'LAMP' }])
  expect([called('1'), called('2')]).toEqual([['Mei', 'Chen'], undefined])
  expect(cardIn(shop.chat, 'casa', 'Purchase order 3-A').pings?.map(({ name }) => name)).toEqual(['Lucía'])
  await db.update(purchaseOrders).set({ sentAt: sql`${purchaseOrders.sentAt} - interval '61 minutes'` })
  await shop.forwarded('4', [{ sku: 'LAMP' }])
  expect(called('4')).toEqual(['Mei', 'Chen'])
  expect(await says('/supplier pings lum off')).toBe('Contacts of Lumen aren’t mentioned on new purchase orders.')
  await db.update(purchaseOrders).set({ sentAt: sql`${purchaseOrders.sentAt} - interval '61 minutes'` })
  await shop.forwarded('5', [{ sku: 'LAMP' }])
  expect(called('5')).toBeUndefined()
})
