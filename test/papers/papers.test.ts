import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { suppliers } from '../../src/suppliers/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const mei = () => shop.bot.as('Mei', 'lumen')

/** The files of a card by their endings. */
async function filesOf({ files = [] }: Drawn): Promise<Readonly<Record<string, Buffer>>> {
  const kept = await Promise.all(files.map(({ file }) => loadFile(shop.database.db, file)))
  return Object.fromEntries(
    kept.flatMap(one => (one ? [[one.name.split('.').at(-1) ?? '', Buffer.from(one.bytes)]] : [])),
  )
}

/** An order of 60 lines of Lumen’s, each its own words. */
const long = (options = 'Blue') =>
  shop.forwarded(
    '1042',
    Array.from({ length: 60 }, (_, at) => ({ sku: 'LAMP', quantity: at + 1, options: `${options} ${at + 1}` })),
  )

test('a supplier opens all sixty lines from its card, to print and to read in, with what it is asked to do', async () => {
  await shop.database.db.update(suppliers).set({ instructions: 'Pack without our prices.' })
  await long()
  const list = card(await mei().presses(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A'), 'All lines'))
  const { pdf, html, csv } = await filesOf(list)
  expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
  for (const words of ['Blue 60', 'Pack without our prices.']) expect(html?.toString()).toContain(words)
  const rows: Record<string, string>[] = parse(csv ?? '', { columns: true, bom: true })
  expect(rows.map(row => [row.sku, row.options, row.to_pack])).toEqual(
    Array.from({ length: 60 }, (_, at) => ['LAMP', `Blue ${at + 1}`, String(at + 1)]),
  )
})

test('what has shipped is not to pack, and the customer’s address is on no paper', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x2"')
  const { html, csv } = await filesOf(card(await mei().types('/po packing-list 1042-A')))
  const [row]: Record<string, string>[] = parse(csv ?? '', { columns: true, bom: true })
  expect([row?.asked, row?.shipped, row?.to_pack]).toEqual(['3', '2', '1'])
  expect(html?.toString()).toContain('1Z999AA10123456784')
  expect(`${html}${csv}`).not.toMatch(/hamngatan|zoe@example|711[\s-]*00|Lindqvist/i)
})

test('words that our PDF has no letters for are printed from the page, and the answer says so', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', options: '刻字：永远爱你' }])
  const list = card(await mei().types('/po packing-list 1042-A'))
  const { pdf, html } = await filesOf(list)
  expect(pdf).toBeUndefined()
  expect(html?.toString()).toContain('刻字：永远爱你')
  expect(list.context).toContain('print the page')
})

test('another supplier’s packing list is refused in the words for one that is not there', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const theirs = said(await shop.bot.as('Kim', 'kiln').types('/po packing-list 1042-A'))
  expect(theirs).toBe(
    said(await shop.bot.as('Kim', 'kiln').types('/po packing-list 9999-A')).replace('9999-A', '1042-A'),
  )
})

test('staff read an order to its end: every line, every part, and what no card has room for of its story', async () => {
  await long()
  for (let at = 1; at <= 40; at += 1) await sam().types(`/order note 1042 asked the customer a ${at}. time`)
  const shown = card(await sam().types('/order 1042'))
  expect([shown.body].flat().join('')).not.toContain('asked the customer a 1. time')
  const { pdf, html, csv } = await filesOf(card(await sam().presses(shown, 'All of it')))
  expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
  for (const words of ['Blue 60', '1042-A', 'asked the customer a 1. time', 'asked the customer a 40. time'])
    expect(html?.toString(), words).toContain(words)
  expect(parse(csv ?? '', { columns: true, bom: true })).toHaveLength(60)
})

test.each(['', ' ', '\n'])('what begins as a formula does, after %j, is words in the table', async before => {
  await shop.forwarded('1042', [{ sku: 'LAMP', options: `${before}=HYPERLINK("http://evil.example")` }])
  const { csv } = await filesOf(card(await mei().types('/po packing-list 1042-A')))
  expect(csv?.toString()).toContain('=HYPERLINK')
  expect(csv?.toString()).not.toMatch(/(^|,)"?\s*=/m)
})
