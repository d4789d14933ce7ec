import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { link, readFile, symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { rehearse } from '../../src/rehearsal/rehearse.ts'
import { aFolder, type Files, plain } from './a-rehearsal.ts'

const shop = aFolder()
const good = '1,Lumen,2026-11-02 09:00,2026-11-04 09:00,2026-11-03 09:00,,'

const refused: readonly (readonly [string, Files, readonly string[], string | RegExp])[] = [
  ['an empty file', { 'o.csv': '' }, [], 'o.csv is empty.'],
  [
    'an Excel workbook',
    { 'o.xlsx': 'PK\x03\x04' },
    [],
    'o.xlsx is an Excel workbook or an archive. Save it as “CSV UTF-8” first.',
  ],
  ['a header without orders', { 'o.csv': plain() }, [], 'There is no order in o.csv.'],
  [
    'bars between the columns',
    { 'o.csv': plain(good).replaceAll(',', '|') },
    [],
    'o.csv has one column only, “Order|Supplier|Placed|Ship by|Shipped|Delivered|Cancelled”. Separate its columns by commas, semicolons or tabs.',
  ],
  [
    'columns that are missing',
    { 'o.csv': 'Order,Customer,Placed\n1,Zoë,2026-11-02\n' },
    [],
    'o.csv lacks 2 columns, “Supplier” and “Shipped”. It has Order, Customer and Placed.',
  ],
  [
    'a date that cannot be read',
    { 'o.csv': plain(good, '2,Lumen,2026-11-02 09:00,2026-11-04,soon,,') },
    [],
    'o.csv, line 3, “Shipped”: “soon” isn’t a date I can read. Write it as 2026-11-25 14:30.',
  ],
  [
    'a bad date below a cell with lines of its own',
    { 'o.csv': plain('1,"Lumen\nWorks",2026-11-02,2026-11-04,,,', '', '2,Lumen,never,,,,') },
    [],
    'o.csv, line 5, “Placed”: “never” isn’t a date I can read. Write it as 2026-11-25 14:30.',
  ],
  ['a supplier left out', { 'o.csv': plain('1,,2026-11-02,,,,') }, [], 'o.csv, line 2, “Supplier” is empty.'],
  [
    'a quotation mark left open',
    { 'o.csv': plain(good, '2,"Lumen,2026-11-02,,,,') },
    [],
    /^o\.csv cannot be read from line \d on: a quotation mark is left open or stands inside a cell\.$/,
  ],
  [
    'no word of when orders had to ship',
    { 'o.csv': 'Order,Supplier,Placed,Shipped\n1,Lumen,2026-11-02,\n' },
    [],
    'o.csv does not say when orders had to ship. Say how long suppliers had: --ship "2 working days".',
  ],
  [
    'a folder without CSV',
    { 'readme.txt': '', 'b.txt': '' },
    [],
    /It holds no CSV file, nor olist_orders_dataset\.csv and olist_order_items_dataset\.csv\.$/,
  ],
  ['a folder with several', { 'a.csv': '', 'b.csv': '' }, [], /It holds several CSV files: name one of them\.$/],
  ['an allowance that is none', { 'o.csv': plain(good) }, ['--ship', 'soonish'], /^“soonish” isn’t a time I can read/],
  [
    'a zone that is none',
    { 'o.csv': plain(good) },
    ['--zone', 'Shangai'],
    'I don’t know the zone “Shangai”. Did you mean Shanghai?',
  ],
  [
    'an option that is none',
    { 'o.csv': plain(good) },
    ['--rapport', 'x'],
    "Unknown option '--rapport'. For all options: --help.",
  ],
  [
    'a report that cannot be written',
    { 'o.csv': plain(good) },
    ['--report', '/nowhere/at/all.html'],
    'I can’t write the report to /nowhere/at/all.html. Name another place: --report out.html.',
  ],
]

test('every bad line is counted beside the first, so that a file is mended in one go', async () => {
  const bad = (order: number) => `${order},Lumen,soon,2026-11-04,,,`
  const few = { 'o.csv': plain(bad(1), good, bad(2), bad(3)) }
  await expect(shop.rehearse(few)).rejects.toThrow(/^o\.csv, line 2, .* 2 more lines cannot be read either: 4 and 5\.$/)
  const many = { 'o.csv': plain(...Array.from({ length: 9 }, (_, at) => bad(at))) }
  await expect(shop.rehearse(many)).rejects.toThrow(
    '8 more lines cannot be read either: the first of them 3, 4, 5, 6 and 7.',
  )
  const shopify = 'Name,Created at,Fulfilled at,Vendor,Lineitem name\n#1,soon,,Lumen,Lamp\n#2,later,,Lumen,Lamp\n'
  await expect(shop.rehearse({ 'o.csv': shopify }, '--ship', '48 hours')).rejects.toThrow(
    '1 more line cannot be read either: 3.',
  )
})

test('a report never overwrites what is read, by whatever name it goes', async () => {
  const folder = await shop.write({ 'orders.csv': plain(good) })
  const path = join(folder, 'orders.csv')
  await symlink(path, join(folder, 'out.html'))
  await link(path, join(folder, 'orders.rehearsal.html'))
  const quiet = () => {}
  for (const report of [path, `${folder}/.//orders.csv`, relative('.', path), join(folder, 'out.html')])
    await expect(rehearse([path, '--report', report], quiet)).rejects.toThrow(
      /^The report would overwrite .*orders\.csv/,
    )
  await expect(rehearse([path], quiet)).rejects.toThrow('The report would overwrite')
  await expect(rehearse([folder, '--report', path], quiet)).rejects.toThrow('The report would overwrite')
  expect(await readFile(path, 'utf8')).toBe(plain(good))
})

test.each(refused)('%s is answered with one sentence', async (_, files, words, sentence) => {
  await expect(shop.rehearse(files, ...words)).rejects.toThrow(sentence)
})

/** Runs it as `npm run rehearse` does. */
function run(...words: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise(resolve =>
    execFile(process.execPath, ['src/rehearsal/rehearse.ts', ...words], (failed, out, error) =>
      resolve({ code: Number(failed?.code ?? 0), out, error }),
    ),
  )
}

test('a script sees that it failed: code 1, the sentence alone, and no report', async () => {
  const folder = await shop.write({ 'orders.csv': plain('1,Lumen,2026-11-02,2026-11-04,soon,,') })
  const path = join(folder, 'orders.csv')
  expect(await run(join(folder, 'missing.csv'))).toEqual({
    code: 1,
    out: '',
    error: `There is no file or folder ${join(folder, 'missing.csv')}.\n`,
  })
  const { code, error } = await run(path)
  expect([code, error.split('\n').length]).toEqual([1, 2])
  expect(existsSync(join(folder, 'orders.rehearsal.html'))).toBe(false)
})

test('left to itself it writes the report beside the file and says where', async () => {
  const folder = await shop.write({ 'orders.csv': plain(good) })
  const { code, out, error } = await run(join(folder, 'orders.csv'))
  expect([code, error]).toEqual([0, ''])
  expect(out).toContain(`Report: ${join(folder, 'orders.rehearsal.html')}`)
  expect(existsSync(join(folder, 'orders.rehearsal.html'))).toBe(true)
})
