import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/shapes/actor.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import type { WorkTable } from '../../src/kernel/shapes/work.ts'
import { findSupplier } from '../../src/suppliers/find-supplier.ts'
import { workPage } from '../../src/work/work-page.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const sam = () => shop.bot.as('Sam', 'orders')
const mei = () => shop.bot.as('Mei', 'lumen')
const staff: Actor = { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId: null }
const numbers = ({ lines = [] }: Pick<Drawn, 'lines'>) => lines.map(({ text }) => text.split(' · ')[0])
const page = (actor: Actor, table: WorkTable, asked: Record<string, string> = {}) =>
  workPage({ db: shop.database.db, actor, now: shop.bot.now() }, table, asked)
const rowsOf = async (...asked: Parameters<typeof page>) => (await page(...asked)).rows.map(({ number }) => number)

test('a list is turned page by page there and back, misses nothing, and each of its rows opens', async () => {
  for (let number = 1; number <= 45; number += 1) await shop.receive(`${1_000 + number}`, [{ sku: 'LAMP' }])
  const first = card(await sam().types('/order list new'))
  expect(first.summary).toBe('45 new orders; these are 20 of them, the newest first.')
  const second = card(await sam().presses(first, 'Next'))
  await shop.receive('1046', [{ sku: 'LAMP' }])
  const third = card(await sam().presses(second, 'Next'))
  const all = [first, second, third].flatMap(numbers)
  expect(all).toEqual(Array.from({ length: 45 }, (_, at) => `${1_045 - at}`))
  expect(third.presses.map(({ label }) => label)).not.toContain('Next')
  expect(numbers(card(await sam().presses(third, 'Back')))).toEqual(numbers(second))
  expect(card(await sam().presses(second, '1020')).title).toBe('Order 1020')
  expect(numbers(card(await sam().types('/order list new sort:oldest')))[0]).toBe('1001')
})

test('lists and the work page narrow alike, by supplier, store, state and words', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  await shop.forwarded('1042', [{ sku: 'BOWL' }])
  await shop.receive('1043', [{ sku: 'CANDLE' }])
  await shop.ask('tracking.add', { purchaseOrder: '1041-A', number: UPS })
  await sam().types('/complaint open 1041 damaged cracked')
  await sam().types('/case take C1')
  for (const [line, asked, found] of [
    ['/order list all supplier:Lumen', { which: 'all', supplier: 'Lumen' }, ['1041']],
    ['/order list all store:Lamps', { which: 'all', store: 'Lamps' }, ['1043', '1042', '1041']],
    ['/order list routing', { which: 'routing' }, ['1043']],
    ['/order list mine', { which: 'mine' }, ['1041']],
    ['/order list all text:bow', { which: 'all', text: 'bow' }, ['1042']],
  ] as const) {
    expect(numbers(card(await sam().types(line))), line).toEqual(found)
    expect(await rowsOf(staff, 'orders', asked), line).toEqual(found)
  }
  for (const [line, asked, found] of [
    ['/po list', {}, ['1042-A']],
    ['/po list all supplier:Lumen', { which: 'all', supplier: 'Lumen' }, ['1041-A']],
    ['/po list unacknowledged', { which: 'unacknowledged' }, ['1042-A']],
    ['/po list problems', { which: 'problems' }, ['1041-A']],
    [`/po list all text:${UPS}`, { which: 'all', text: UPS }, ['1041-A']],
  ] as const) {
    expect(numbers(card(await sam().types(line))), line).toEqual(found)
    expect(await rowsOf(staff, 'purchase-orders', asked), line).toEqual(found)
  }
  expect(numbers(card(await sam().types('/case list mine supplier:Lumen')))).toEqual(['C1'])
  expect(await rowsOf(staff, 'cases', { which: 'mine', text: '1041' })).toEqual(['C1'])
  expect(await shop.refused(page(staff, 'orders', { supplier: 'Nobody' }))).toContain('I don’t know a supplier')
  expect(await shop.refused(page(staff, 'orders', { at: 'x' }))).toContain('Choose the filters again')
  expect(said(await sam().types('/order list store:Nowhere'))).toContain('I don’t know a store')
})

test('the rows that are late and due are those of the late list', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  await shop.forwarded('1042', [{ sku: 'BOWL' }])
  shop.bot.wait(25 * 3_600_000)
  await shop.ask('late.sweep')
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  const listed = async (which: string) =>
    numbers(card(await sam().types(`/late list ${which}`)))
      .toSorted()
      .map(number => number?.split(' ')[0])
  for (const which of ['late', 'due'])
    expect((await rowsOf(staff, 'purchase-orders', { which })).toSorted(), which).toEqual(await listed(which))
  const list = card(await sam().types('/late list'))
  expect(card(await sam().presses(list, '1041-A')).title).toContain('1041-A')
  expect(card(await sam().presses(list, '1043-A')).title).toBe('Purchase order 1043-A')
})

test('a supplier’s contact sees its own purchase orders alone, on every page and no matter what is asked', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await shop.ask('tracking.add', { purchaseOrder: '1041-A', number: UPS })
  await sam().types('/complaint open 1041 damaged cracked lines:LAMP keep:yes')
  const lumen = await findSupplier(shop.database.db, 'Lumen')
  const casa = await findSupplier(shop.database.db, 'Casa')
  const contact: Actor = {
    side: 'supplier',
    supplierId: lumen.id,
    chat: 'memory',
    user: 'mei',
    name: 'Mei',
    roomId: null,
  }
  for (const which of ['all', 'shipped']) {
    expect(numbers(card(await mei().types(`/po list ${which} supplier:Casa store:Lamps`)))).toEqual(['1041-A'])
    expect(await rowsOf(contact, 'purchase-orders', { which, supplier: casa.id, store: 'Lamps' })).toEqual(['1041-A'])
  }
  expect(await rowsOf(contact, 'purchase-orders', { which: 'all', text: 'BOWL' })).toEqual([])
  // Staff kept the complaint to themselves.
  expect(await rowsOf(contact, 'purchase-orders', { which: 'problems' })).toEqual([])
  const seen = JSON.stringify(await page(contact, 'purchase-orders', { which: 'all' }))
  expect(seen).not.toMatch(/Casa|Lamps|1041-B/)
  expect(textOf(await mei().types('/po list all'))).not.toMatch(/Casa|Lamps|1041-B/)
  for (const table of ['orders', 'cases', 'credits'] as const)
    expect(await shop.refused(page(contact, table))).toBe('That page is not for you.')
  const stranger: Actor = { side: 'stranger', chat: 'memory', user: 'eve', name: 'Eve', roomId: null }
  expect(await shop.refused(page(stranger, 'purchase-orders'))).toBe('That page is not for you.')
})

test('words are found with or without accents, wherever in the order each of them is', async () => {
  const to = { name: 'Zoë Łukasz-Müller', city: 'Århus', street: 'Long Street 1', postalCode: '8000', country: 'DK' }
  await shop.receive('1041', [{ sku: 'LAMP-OAK' }], {
    shipTo: { ...to, company: null, street2: null, region: null, phone: null, email: 'zoe.l@example.com' },
  })
  await shop.receive('1042', [{ sku: 'LAMP-ASH' }])
  for (const text of ['zoe muller', 'ZOË lukasz', 'arhus oak', 'lamp-oak', 'zoe.l@example.com', 'Müller 1041'])
    expect(numbers(card(await sam().types(`/order find "${text}"`))), text).toEqual(['1041'])
  expect(said(await sam().types('/order find "arhus ash"'))).toContain('No order has')
})
