import { expect, test } from 'vitest'
import { words } from '../stage/console/reader.ts'
import { aFolder, plain } from './a-rehearsal.ts'

const shop = aFolder()

const rows = [
  '1,Lumen,2026-11-02 05:00,2026-11-03 05:00,2026-11-03 09:00,,',
  '2,Lumen,2026-11-02 05:00,2026-11-03 05:00,2026-11-02 09:00,,',
  '3,"<script>alert(1)</script> & ""Söhne""",2026-11-05 05:00,2026-11-05 06:00,,,',
  '4,Casa,2026-11-02 05:00,2026-11-04 06:00,2026-11-02 05:30,2026-11-09,',
  '5,Casa,2026-11-02 05:00,2026-12-04 06:00,,,',
]

const tables = (page: string) =>
  [...page.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table = '']) =>
    [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => words(cell)),
    ),
  )

test('the terminal shows what became of the orders, what would have been said, where, and who was late', async () => {
  const { said } = await shop.rehearse({ 'orders.csv': plain(...rows) })
  expect(
    said.replace(/\nReport: .*\n/, ''),
  ).toBe(`Rehearsal of orders.csv: 5 supplier orders of 3 suppliers, 2 Nov 2026 to 9 Nov 2026. Nothing was sent.

Shipped on time  2  40.0 %
Shipped late     1  20.0 %
Never shipped    1  20.0 %
Not due yet      1  20.0 %

What Waybill would have said
  Ship-by coming, 12 hours ahead  1
  Ship-by coming, 4 hours ahead   1
  Ship-by passed                  2
Of 2 orders whose ship-by passed, 1 (50.0 %) had been warned of before it.
Of 1 order warned of, 0 (0.0 %) shipped in time after all.

Where                alerts  messages  digests  a day: median  95 %  most
2 suppliers’ rooms        4         4        0              1     2     2
Staff’s alerts room       2         2        0              1     1     1
A day is one on which the room got anything. Each message pings once; a digest that is redrawn pings nobody.
The worst of a supplier, Lumen, brought 2 alerts in 2 messages on 3 Nov 2026.
Staff’s worst day brought 1 alert in 1 message on 3 Nov 2026.

The delivery came 6.8 days after shipping in the median (95 % within 6.8 days, the last after 6.8 days; 1 order).

Suppliers by lateness                orders  late  never shipped  of what fell due
<script>alert(1)</script> & "Söhne"       1     0              1           100.0 %
Lumen                                     2     1              0            50.0 %
`)
})

test('first scans and deliveries are reported for all and by supplier, the slowest first, without times that can’t be true', async () => {
  const csv = [
    'Order,Supplier,Placed,Ship by,Shipped,First scan,Delivered',
    '1,Lumen,2026-11-02 05:00,2026-11-03,2026-11-02 09:00,2026-11-03 09:00,2026-11-06 09:00',
    '2,Lumen,2026-11-02 05:00,2026-11-03,2026-11-02 09:00,2026-11-05 09:00,2026-11-12 09:00',
    '3,Casa,2026-11-02 05:00,2026-11-03,2026-11-02 09:00,2026-11-02 21:00,2026-11-20 09:00',
    '4,Casa,2026-11-02 05:00,2026-11-03,2026-11-02 09:00,,2026-11-01 09:00',
    '',
  ].join('\n')
  const { said, page } = await shop.rehearse({ 'orders.csv': csv })
  const sentences = [
    'The carrier’s first scan came 1 day after shipping in the median (95 % within 3 days, the last after 3 days; 3 orders).',
    'The delivery came 10 days after shipping in the median (95 % within 18 days, the last after 18 days; 3 orders).',
  ]
  for (const sentence of sentences) {
    expect(said).toContain(sentence)
    expect(words(page)).toContain(sentence)
  }
  expect(tables(page).at(-1)).toEqual([
    [
      'Supplier',
      ...['first scan', 'delivery'].flatMap(what => [`Orders with a ${what}`, 'Days: median', '95 % within']),
    ],
    ['Casa', '1', '0.5', '0.5', '1', '18.0', '18.0'],
    ['Lumen', '2', '1.0', '3.0', '2', '4.0', '10.0'],
  ])
})

test('the report says the same as the terminal', async () => {
  const { page } = await shop.rehearse({ 'orders.csv': plain(...rows) })
  const [alerts, rooms, suppliers] = tables(page)
  expect(alerts).toEqual([
    ['Rule', 'Alerts'],
    ['Ship-by coming, 12 hours ahead', '1'],
    ['Ship-by coming, 4 hours ahead', '1'],
    ['Ship-by passed', '2'],
  ])
  expect(rooms).toEqual([
    ['', '2 suppliers’ rooms', 'Staff’s alerts room'],
    ['Alerts', '4', '2'],
    ['Messages', '4', '2'],
    ['Digests among them', '0', '0'],
    ['Messages a day: median', '1', '1'],
    ['95 % of days at most', '2', '1'],
    ['Worst day', '2', '1'],
  ])
  expect(suppliers?.slice(1)).toEqual([
    ['<script>alert(1)</script> & "Söhne"', '1', '0', '0', '1', '100.0 %'],
    ['Lumen', '2', '1', '1', '0', '50.0 %'],
  ])
  expect(words(page)).toContain('1 were not due yet when the history ends.')
})

test('the report is one file: it asks nothing of the network, runs no script, and no supplier’s name gets in as markup', async () => {
  const { page } = await shop.rehearse({ 'orders.csv': plain(...rows) })
  expect(page).not.toMatch(/<(script|link|img|iframe|object|image|use|foreignObject)\b/i)
  expect(page).not.toMatch(/\b(src|href|action|srcset)=|@import|url\(/i)
  expect(page.match(/https?:\/\/[^"]*/g)?.every(address => address.startsWith('http://www.w3.org/'))).toBe(true)
})

test('every chart is there for a screen and for a phone, in words for a reader, and in the page’s own colours', async () => {
  const { page } = await shop.rehearse({ 'orders.csv': plain(...rows) })
  const figures = [...page.matchAll(/<figure role="img" aria-label="([^"]+)">(.*?)<\/figure>/gs)]
  expect(figures.map(([, label]) => label)).toHaveLength(5)
  for (const [, , drawn = ''] of figures) {
    const widths = [...drawn.matchAll(/<svg[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(widths.map(width => width <= 330)).toEqual([false, true])
    expect(drawn).not.toMatch(/NaN|undefined/)
    expect(drawn.match(/(?:fill|stroke)="(#[0-9a-f]+|rgb[^"]*)"/gi) ?? []).toEqual([])
  }
  const used = new Set([...page.matchAll(/var\((--[a-z-]+)/g)].map(([, name]) => name))
  const dark = page.slice(page.indexOf('prefers-color-scheme: dark'))
  for (const name of used)
    if (name !== '--tile') expect([page, dark].map(css => css.includes(`${name}: #`))).toEqual([true, true])
})

test('a history in which nothing went wrong is shown all the same', async () => {
  const { said, page } = await shop.rehearse({ 'orders.csv': plain('1,Lumen,2026-11-02,2026-11-09,2026-11-03,,') })
  expect(said).toContain('Waybill would have said nothing.')
  expect(said).toContain('No supplier broke a promise.')
  expect(words(page)).toContain('1 supplier of 1 broke no promise.')
  expect(page).not.toMatch(/NaN|undefined/)
})

test('dates that cannot be true are counted and said, in the terminal and under the premises', async () => {
  const odd = [
    '6,Casa,2026-11-03 05:00,2026-11-09 05:00,2026-11-02 05:00,,',
    '7,Casa,2026-11-03 05:00,2026-11-01 05:00,2026-11-04 05:00,,',
    '8,Casa,2026-11-03 05:00,2026-11-02 05:00,,,',
  ]
  const { said, page } = await shop.rehearse({ 'orders.csv': plain(...rows, ...odd) })
  const doubt =
    'By the file 1 order shipped before the supplier was asked and 2 orders had to ship before the supplier was asked: look at the dates. They are judged as they stand.'
  expect(said).toContain(doubt)
  expect(words(page)).toContain(doubt)
})

test('the tile of alerts says to whom the messages went, as they are more than the alerts together', async () => {
  const { page } = await shop.rehearse({ 'orders.csv': plain(...rows) })
  expect(words(page)).toMatch(/Alerts\s*4\s*in 4 messages to suppliers, 2 to staff/)
})
