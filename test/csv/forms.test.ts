import { describe, expect, test } from 'vitest'
import { recogniseForm } from '../../src/integrations/csv/recognise-form.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { amazonFile, ebayFile, etsyFile, officialFile, type Row, unshippedFile, whole, wooFile } from './forms.ts'
import { read } from './reading.ts'

const one = async (file: Uint8Array, currency?: string) => {
  const { orders, refused } = await read(file, currency)
  expect(refused).toEqual([])
  const [order, ...others] = orders
  expect(others).toEqual([])
  if (!order) throw new Error('no order was read')
  return order
}
const money = ({ currency, paidMinor, shippingPaidMinor, lines }: Awaited<ReturnType<typeof one>>) => ({
  ...{ currency, paid: paidMinor, shipping: shippingPaidMinor },
  lines: lines.map(line => [line.sku, line.quantity, line.paidMinor, line.taxMinor]),
})

describe('Etsy’s order items', () => {
  test('an order is shipped where its buyer lives, with every item, and its shipping counts once', async () => {
    const sold = (shipping: string) =>
      etsyFile(
        { 'Order Shipping': '4.50', 'Order Sales Tax': '7.00' },
        { 'Item Name': 'Shade', SKU: 'SHADE', Price: '30.00', 'Transaction ID': '4100002', 'Order Shipping': shipping },
      )
    for (const order of [await one(sold('0.00')), await one(sold('4.50'))]) {
      expect(money(order)).toEqual({
        ...{ currency: 'USD', paid: 8150, shipping: 450 },
        lines: [
          ['LAMP', 1, 4400, 400],
          ['SHADE', 1, 3300, 300],
        ],
      })
      expect(order).toMatchObject({ number: '3300000001', financialStatus: 'paid', placedAt: new Date('2026-10-14') })
      expect(order.shipTo).toMatchObject({ name: 'Noor Haddad', street: '9 Canal Row', country: 'US', email: null })
    }
  })

  test('what was shipped already, or is a download, is not sent again', async () => {
    const rows: Row[] = [
      { 'Date Shipped': '10/16/26' },
      { 'Item Name': 'Pattern (PDF)', 'Transaction ID': '4100002', 'Listings Type': 'digital' },
    ]
    const { lines } = await one(etsyFile(...rows))
    expect(lines.map(line => [line.fulfilled, line.requiresShipping])).toEqual([
      [1, true],
      [0, false],
    ])
  })

  test('a day that no calendar has is refused by its row, in Etsy’s words', async () => {
    const { refused } = await read(etsyFile({ 'Sale Date': '14/10/26' }))
    expect(refused).toEqual([
      { row: 2, order: '3300000001', why: 'Sale Date “14/10/26” cannot be read: write it as 05/21/24.' },
    ])
  })
})

describe('eBay’s orders report', () => {
  test('the empty rows and the two lines under them are no orders, and none is refused for them', async () => {
    const order = await one(ebayFile({ 'Shipping And Handling': '$5.00', 'Total Price': '$33.00' }))
    expect(money(order)).toEqual({ currency: 'USD', paid: 3300, shipping: 500, lines: [['BOWL', 1, 2800, 0]] })
    expect(order).toMatchObject({ number: '11-10000-00001', placedAt: new Date('2026-09-18'), financialStatus: 'paid' })
    expect(order.shipTo).toMatchObject({ postalCode: '01970', region: 'MA', email: 'k@members.example' })
  })

  test('an order of several items has its money from its own row and its pieces from theirs: nothing doubles', async () => {
    const items = (first: Row, second: Row) => [
      {
        ...whole,
        Quantity: '3',
        'Sold For': 'AU $43.00',
        'Shipping And Handling': 'AU $9.00',
        'Total Price': 'AU $52.00',
      },
      { 'Sold For': 'AU $13.00', ...first },
      { 'Sold For': 'AU $15.00', 'Item Title': 'Cup', 'Custom Label': 'CUP', Quantity: '2', ...second },
    ]
    const rows = items({ 'Transaction ID': '1' }, { 'Transaction ID': '2' })
    for (const file of [ebayFile(...rows), ebayFile(...rows.toReversed())]) {
      const read = money(await one(file))
      expect(read).toMatchObject({ currency: 'AUD', paid: 5200, shipping: 900 })
      expect(read.lines.toSorted()).toEqual([
        ['BOWL', 1, 1300, 0],
        ['CUP', 2, 3000, 0],
      ])
    }
  })

  test('a price that is that of all pieces is not taken for each', async () => {
    const file = ebayFile({ Quantity: '4', 'Sold For': '$28.00', 'Total Price': '$28.00' })
    expect(money(await one(file)).lines).toEqual([['BOWL', 4, 2800, 0]])
  })

  test('“$” is USD unless somebody says what it is', async () => {
    expect((await one(ebayFile({}), 'CAD')).currency).toBe('CAD')
  })

  test('an order that is not paid yet waits for its payment', async () => {
    const file = ebayFile({ 'Paid On Date': '', 'Total Price': '$28.00', 'Order Number': '' })
    expect(await one(file)).toMatchObject({ number: '149', financialStatus: 'pending' })
  })
})

describe('Amazon’s reports', () => {
  test('the prices of a row are those of all its pieces, with tax on top in the USA and inside in Germany', async () => {
    const prices = { 'item-price': '10.00', 'item-tax': '0.80', 'shipping-price': '4.00', 'shipping-tax': '0.30' }
    const off = { 'item-promotion-discount': '-1.00' }
    const american = money(await one(amazonFile({ currency: 'USD', ...prices, ...off })))
    expect(american).toEqual({ currency: 'USD', paid: 1410, shipping: 430, lines: [['SHIRT', 3, 980, 80]] })
    const german = money(await one(amazonFile({ currency: 'EUR', ...prices })))
    expect(german).toEqual({ currency: 'EUR', paid: 1400, shipping: 400, lines: [['SHIRT', 3, 1000, 80]] })
  })

  test('“Unshipped orders” comes in without prices, with what is still to ship and every line of the address', async () => {
    const file = unshippedFile({ 'quantity-shipped': '1', 'quantity-to-ship': '2' })
    const order = await one(file)
    expect(order).toMatchObject({ number: '111-2222222-3333333', currency: 'XXX', placedOffset: '-07:00' })
    expect(order.lines).toMatchObject([
      { title: 'Cable 5" black', quantity: 3, fulfilled: 1, externalId: '52336476957402' },
    ])
    expect(order.shipTo).toMatchObject({ street: '1 Elm', street2: 'Flat 2, Rear', city: 'Reno' })
  })
})

describe('WooCommerce’s exports', () => {
  test('an order is shipped to the billing address where that is the only one, and asks for its currency', async () => {
    const why = 'There is an amount, 53.55, but no currency. Say which currency the file is in.'
    expect((await read(wooFile({}))).refused).toContainEqual({ row: 2, order: '727', why })
    const order = await one(wooFile({}), 'EUR')
    expect(money(order)).toEqual({ currency: 'EUR', paid: 5355, shipping: 500, lines: [['LAMP', 2, 4855, 855]] })
    expect(order).toMatchObject({
      financialStatus: 'paid',
      note: 'Ring twice',
      method: 'DHL',
      store: { idsAreUnique: false },
    })
    expect(order.shipTo).toMatchObject({ name: 'Ida Brandt', street: 'Am Wall 3', country: 'DE', phone: '+49 421 1' })
  })

  test('a parcel for somebody else goes to them, not to who pays', async () => {
    const gift = { 'First Name (Shipping)': 'Olaf', 'Address 1&2 (Shipping)': 'Hof 1', 'City (Shipping)': 'Kiel' }
    const { shipTo } = await one(wooFile({ ...gift, 'Country Code (Shipping)': 'DE' }), 'EUR')
    expect(shipTo).toMatchObject({ name: 'Olaf', street: 'Hof 1', city: 'Kiel', email: 'ida@example.com' })
  })

  test.each([
    ['Completed', { financialStatus: 'paid', cancelledAt: null, lines: [{ fulfilled: 2 }] }],
    ['Cancelled', { financialStatus: 'voided', cancelledAt: new Date('2026-11-02T09:15Z') }],
    ['wc-on-hold', { financialStatus: 'pending' }],
    ['Failed', { financialStatus: 'voided' }],
    ['In production', { financialStatus: 'in_production' }],
  ])('“%s” is understood, so that nothing is sent that must not be', async (status, expected) => {
    expect(await one(wooFile({ 'Order Status': status }), 'EUR')).toMatchObject(expected)
  })

  test('the official extension’s file keeps WooCommerce’s ids, so that the connected store knows its orders', async () => {
    const order = await one(
      officialFile({}, { item_id: '45', item_name: 'Tray', item_sku: 'TRAY', item_total: '0.00' }),
    )
    expect(order).toMatchObject({ externalId: '915', number: 'HN-915' })
    expect(money(order)).toMatchObject({
      currency: 'GBP',
      paid: 1400,
      lines: [
        ['MUG', 3, 1000, 0],
        ['TRAY', 3, 0, 0],
      ],
    })
    expect(order.lines[0]?.priceMinor).toBe(334)
  })
})

describe('a file that says too little is refused with the one to take instead', () => {
  const refusal = (header: string) => {
    try {
      recogniseForm(header.split(','))
    } catch (error) {
      if (error instanceof Refusal) return error.message
    }
    throw new Error('it was taken')
  }
  test.each([
    [
      'amazon-order-id,merchant-order-id,purchase-date,order-status,sku,quantity',
      'Download “Unshipped orders” instead.',
    ],
    ['Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Currency,Order Value', 'choose “Order items”.'],
    ['order_id,order_number,date,status,order_total,line_items', 'Export it as “Default – One Row per Item”.'],
    ['order_id,order_number,order_date,status,line_item_1,line_item_2', 'Export every item as a separate row.'],
    [
      'Sales Record Number,Order Number,Sale Date,Item Title,Quantity',
      'eBay’s orders report: 1 column missing (Sold For)',
    ],
  ])('%s', (header, said) => expect(refusal(header)).toContain(said))
})
