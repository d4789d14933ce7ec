import { expect, test } from 'vitest'
import { exportOf, first, next } from './exports.ts'
import { read, why } from './reading.ts'

test('an order of several items keeps everything a supplier and the staff will need', async () => {
  const mug = next({ 'Lineitem name': 'Mug', 'Lineitem sku': '', 'Lineitem quantity': '1', 'Lineitem price': '12.00' })
  const { orders, refused } = await read(exportOf([first(), mug]))
  expect(refused).toEqual([])
  expect(orders).toEqual([
    {
      store: { kind: 'csv', key: 'Northlight', name: 'Northlight' },
      externalId: '6123456789012',
      number: '1042',
      placedAt: new Date('2026-05-01T14:22:33Z'),
      placedOffset: '-04:00',
      updatedAt: new Date('2026-05-01T14:22:40Z'),
      cancelledAt: null,
      cancelReason: null,
      test: false,
      financialStatus: 'paid',
      fulfilled: false,
      currency: 'EUR',
      totalMinor: 6490,
      method: 'DHL Paket',
      note: 'Bitte klingeln:\n„Đặng“, 2. Stock\ngift: yes',
      shipTo: {
        name: 'Zoë Đặng',
        company: null,
        street: 'Große Straße 7',
        street2: 'Hinterhaus',
        city: 'Görlitz',
        region: 'Saxony',
        postalCode: '02826',
        country: 'DE',
        phone: '+49 30 000000',
        email: 'zoe@example.com',
      },
      lines: [
        {
          externalId: '1',
          sku: 'LIN-M-OLV',
          title: 'Linen shirt - M / Olive',
          options: null,
          quantity: 2,
          priceMinor: 2645,
          imageUrl: null,
          requiresShipping: true,
        },
        {
          externalId: '2',
          sku: null,
          title: 'Mug',
          options: null,
          quantity: 1,
          priceMinor: 1200,
          imageUrl: null,
          requiresShipping: true,
        },
      ],
    },
  ])
})

test('what the store has shipped itself is not shipped again, and says so', async () => {
  const done = { 'Lineitem fulfillment status': 'fulfilled' }
  const { orders, refused } = await read(exportOf([first({ 'Fulfillment Status': 'partial', ...done }), next()]))
  expect(orders[0]?.lines).toMatchObject([{ externalId: '2' }])
  expect(refused).toEqual([
    { row: 2, order: '1042', why: 'It is already fulfilled in the store and stays out of the order.' },
  ])
  expect(await why(first(done), next(done))).toEqual([
    { row: 2, order: '1042', why: 'It is already fulfilled in the store.' },
  ])
})

test('a cancellation comes in, as the order’s latest change', async () => {
  const { orders } = await read(exportOf([first({ 'Cancelled at': '2026-05-02 08:00:00 +0900' })]))
  expect(orders).toMatchObject([
    { cancelledAt: new Date('2026-05-01T23:00:00Z'), updatedAt: new Date('2026-05-01T23:00:00Z') },
  ])
})

test('what Excel does to an export costs nothing that can be saved', async () => {
  const excel = first({
    Id: '6.12346E+12',
    'Lineitem quantity': '2.0',
    'Created at': '2026-05-01 10:22',
    'Shipping Country': 'United Kingdom',
    Total: '64,90',
    'Lineitem price': '26,45',
  })
  const { orders } = await read(exportOf([excel], { delimiter: ';', eol: '\r\n', bom: true }))
  expect(orders).toMatchObject([
    {
      externalId: '1042',
      placedOffset: null,
      placedAt: new Date('2026-05-01T10:22:00Z'),
      totalMinor: 6490,
      lines: [{ quantity: 2, priceMinor: 2645 }],
      shipTo: { country: 'GB' },
    },
  ])
})

test('a list written by hand needs four columns and no more', async () => {
  const columns = ['created AT', ' Lineitem  Name', 'LINEITEM QUANTITY', 'name']
  const rows = [
    { name: '7', 'created AT': '2026-05-01', ' Lineitem  Name': 'マグカップ', 'LINEITEM QUANTITY': '3' },
    { name: '7', 'created AT': '2026-05-01', ' Lineitem  Name': 'Tee', 'LINEITEM QUANTITY': '1' },
  ]
  const { orders, refused } = await read(exportOf(rows, { columns }))
  expect(refused).toEqual([])
  expect(orders).toMatchObject([
    { number: '7', currency: 'XXX', totalMinor: 0, shipTo: null, lines: [{ title: 'マグカップ' }, { title: 'Tee' }] },
  ])
})
