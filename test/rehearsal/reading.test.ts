import { expect, test } from 'vitest'
import { exportOf, first, next } from '../csv/exports.ts'
import { aFolder, plain } from './a-rehearsal.ts'

const shop = aFolder()
const day = (date: Date | null | undefined) => date?.toISOString().slice(0, 16) ?? null

test('a file of one’s own is read under the names that people give their columns', async () => {
  const headers = [
    'Order,Supplier,Placed,Ship by,Shipped',
    'order_id,seller_id,purchase_at,ship_by,handed_to_carrier_at',
    'Order number,Vendor,Order date,Due date,Dispatched',
    ' PO ,FACTORY,created-at,Deadline,shipped_at',
  ]
  for (const header of headers) {
    const { orders } = await shop.history({
      'o.csv': `${header}\n#1042,Lumen,2026-11-02 09:00,2026-11-04 09:00,2026-11-03\n`,
    })
    const [order] = orders
    expect(order).toMatchObject({ order: '1042', supplier: 'Lumen' })
    expect(day(order?.standing.shipBy)).toBe('2026-11-04T09:00')
    expect(day(order?.standing.shippedAt)).toBe('2026-11-03T00:00')
  }
})

test.each([
  ['semicolons', (text: string) => text.replaceAll(',', ';')],
  ['tabs', (text: string) => text.replaceAll(',', '\t')],
  ['old line ends', (text: string) => text.replaceAll('\n', '\r')],
  ['a byte order mark', (text: string) => `\ufeff${text}`],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
])('a spreadsheet that writes %s is read all the same', async (_, written) => {
  const text = plain('1,Lumière,2026-11-02 09:00,2026-11-04 09:00,,,', '2,Casa,2026-11-02 09:00,2026-11-04 09:00,,,')
  const { orders } = await shop.history({ 'orders.csv': written(text) })
  expect(orders.map(({ supplier }) => supplier)).toEqual(['Lumière', 'Casa'])
})

test('a ship-by may be a moment, a day by its end, or how long the supplier has in its working time', async () => {
  const { orders } = await shop.history(
    {
      'orders.csv': plain(
        '1,Lumen,2026-11-06 10:00,2026-11-09 12:00,,,',
        '2,Lumen,2026-11-06 10:00,2026-11-09,,,',
        '3,Lumen,2026-11-06 10:00,1 working day,,,',
        '4,Lumen,2026-11-06 10:00,36 hours,,,',
        '5,Lumen,2026-11-06 10:00,,,,',
      ),
    },
    ...['--hours', 'Mon-Fri 9-18', '--zone', 'Asia/Shanghai', '--ship', '2 working days'],
  )
  expect(orders.map(({ standing }) => day(standing.shipBy))).toEqual([
    '2026-11-09T04:00',
    '2026-11-09T16:00',
    '2026-11-09T10:00',
    '2026-11-07T14:00',
    '2026-11-10T10:00',
  ])
})

test('lines of one supplier in one order are one order to ship: shipped with the last, due with the first', async () => {
  const { orders } = await shop.history({
    'orders.csv': plain(
      '1,Lumen,2026-11-02,2026-11-05 00:00,2026-11-03,2026-11-08,',
      '1,Casa,2026-11-02,2026-11-05 00:00,2026-11-03,,',
      '1,Lumen,2026-11-02,2026-11-04 00:00,2026-11-06,2026-11-09,',
      '2,Lumen,2026-11-02,2026-11-04 00:00,2026-11-03,,',
      '2,Lumen,2026-11-02,2026-11-04 00:00,,,',
      '3,Lumen,2026-11-02,2026-11-04 00:00,2026-11-03,,',
      '3,Lumen,2026-11-02,2026-11-04 00:00,,,2026-11-03',
    ),
  })
  expect(
    orders.map(({ order, supplier, standing, deliveredAt }) => [
      `${order} ${supplier}`,
      ...[standing.shipBy, standing.shippedAt, standing.endedAt, deliveredAt].map(day),
    ]),
  ).toEqual([
    ['1 Lumen', '2026-11-04T00:00', '2026-11-06T00:00', null, '2026-11-09T00:00'],
    ['1 Casa', '2026-11-05T00:00', '2026-11-03T00:00', null, null],
    ['2 Lumen', '2026-11-04T00:00', null, null, null],
    ['3 Lumen', '2026-11-04T00:00', '2026-11-03T00:00', null, null],
  ])
})

test('an order said to be cancelled without a day ends with the history; “no” and empty cells cancel nothing', async () => {
  const { orders } = await shop.history({
    'orders.csv': plain(
      '1,Lumen,2026-11-02,2026-11-04,,,yes',
      '2,Lumen,2026-11-02,2026-11-04,n/a,-,no',
      '3,Lumen,2026-11-02,2026-11-04,NULL,,2026-11-03 08:00',
      '4,Lumen,2026-11-02,2026-11-04,2026-11-03,2026-11-20 10:00,',
    ),
  })
  expect(orders.map(({ standing }) => day(standing.endedAt))).toEqual([
    '2026-11-20T10:00',
    null,
    '2026-11-03T08:00',
    null,
  ])
})

test('Shopify’s export is read by vendor, whatever the order of its rows', async () => {
  const done = { 'Fulfillment Status': 'fulfilled', 'Fulfilled at': '2026-05-03 09:00:00 -0400' }
  const file = exportOf([
    next({ Vendor: 'Casa Lupo', 'Lineitem fulfillment status': 'fulfilled' }),
    first({ ...done, 'Lineitem fulfillment status': 'fulfilled' }),
    next({ Vendor: 'Casa Lupo', 'Lineitem fulfillment status': 'fulfilled', 'Lineitem name': 'Cup' }),
    next({ Vendor: 'Kiln', 'Lineitem fulfillment status': 'pending' }),
    next({ Vendor: 'Gift cards', 'Lineitem requires shipping': 'false' }),
    first({ Name: '#1043', Vendor: '', 'Cancelled at': '2026-05-02 08:00:00 -0400' }),
  ])
  const { orders } = await shop.history({ 'orders_export_1.csv': file }, '--ship', '2 working days')
  expect(
    orders.map(({ order, supplier, standing }) => [
      `${order} ${supplier}`,
      day(standing.shippedAt),
      day(standing.endedAt),
    ]),
  ).toEqual([
    ['1042 Casa Lupo', '2026-05-03T13:00', null],
    ['1042 Northlight', '2026-05-03T13:00', null],
    ['1042 Kiln', null, null],
    ['1043 No vendor', null, '2026-05-02T12:00'],
  ])
  expect(day(orders[0]?.standing.shipBy)).toBe('2026-05-04T00:00')
})
