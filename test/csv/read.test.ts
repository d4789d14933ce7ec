import { expect, test } from 'vitest'
import { exportOf, first, next } from './exports.ts'
import { read } from './reading.ts'

test('an order of several items keeps everything a supplier and the staff will need', async () => {
  const mug = next({ 'Lineitem name': 'Mug', 'Lineitem sku': '', 'Lineitem quantity': '1', 'Lineitem price': '12.00' })
  const { orders, refused } = await read(exportOf([first({ Subtotal: '64.90', Shipping: '0.00' }), mug]))
  expect(refused).toEqual([])
  expect(orders).toEqual([
    {
      store: { kind: 'csv', key: 'Northlight', name: 'Northlight', fromFile: true, idsAreUnique: true },
      externalId: '6123456789012',
      number: '1042',
      placedAt: new Date('2026-05-01T14:22:33Z'),
      placedOffset: '-04:00',
      updatedAt: new Date('2026-05-01T14:22:40Z'),
      timed: false,
      triggeredAt: null,
      cancelledAt: null,
      cancelReason: null,
      test: false,
      financialStatus: 'paid',
      cashOnDelivery: false,
      risk: null,
      pickup: false,
      currency: 'EUR',
      totalMinor: 6490,
      paidMinor: 6490,
      shippingPaidMinor: 0,
      refundedMinor: 0,
      refunds: [],
      trackings: [],
      method: 'DHL Paket',
      language: null,
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
          externalId: null,
          sku: 'LIN-M-OLV',
          title: 'Linen shirt - M / Olive',
          options: null,
          ordered: 2,
          quantity: 2,
          fulfilled: 0,
          priceMinor: 2645,
          discountMinor: 0,
          taxMinor: 0,
          paidMinor: 5290,
          imageUrl: null,
          requiresShipping: true,
        },
        {
          externalId: null,
          sku: null,
          title: 'Mug',
          options: null,
          ordered: 1,
          quantity: 1,
          fulfilled: 0,
          priceMinor: 1200,
          discountMinor: 0,
          taxMinor: 0,
          paidMinor: 1200,
          imageUrl: null,
          requiresShipping: true,
        },
      ],
    },
  ])
})

test('what the store has shipped itself comes in as shipped, so that nobody ships it again', async () => {
  const done = { 'Lineitem fulfillment status': 'fulfilled' }
  const { orders, refused } = await read(exportOf([first({ 'Fulfillment Status': 'partial', ...done }), next()]))
  expect(orders[0]?.lines).toMatchObject([
    { quantity: 2, fulfilled: 2 },
    { quantity: 2, fulfilled: 0 },
  ])
  expect(refused).toEqual([])
  const whole = await read(exportOf([first({ 'Fulfillment Status': 'fulfilled' }), next()]))
  expect(whole.orders[0]?.lines.map(line => line.fulfilled)).toEqual([2, 2])
})

test('discounts and taxes of the whole order reach the lines that they were paid for, to the cent', async () => {
  const money = { Subtotal: '90.00', Shipping: '5.00', Taxes: '9.00', Total: '104.00', 'Refunded Amount': '30.00' }
  const lamp = { 'Lineitem quantity': '2', 'Lineitem price': '40.00', 'Lineitem discount': '5.00' }
  const bulb = { 'Lineitem name': 'Bulb', 'Lineitem quantity': '1', 'Lineitem price': '25.00' }
  const [order] = (await read(exportOf([first({ ...money, ...lamp }), next(bulb)]))).orders
  expect(order).toMatchObject({
    paidMinor: 10_400,
    totalMinor: 7_400,
    shippingPaidMinor: 500,
    refundedMinor: 3_000,
    lines: [
      { discountMinor: 1_250, taxMinor: 675, paidMinor: 6_750 + 675 },
      { discountMinor: 250, taxMinor: 225, paidMinor: 2_250 + 225 },
    ],
  })
  const [inside] = (await read(exportOf([first({ ...money, Total: '95.00', ...lamp }), next(bulb)]))).orders
  expect(inside?.lines).toMatchObject([{ taxMinor: 675, paidMinor: 6_750 }, { paidMinor: 2_250 }])
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
      externalId: '#1042',
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
