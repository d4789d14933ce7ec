import { expect, test } from 'vitest'
import { readOrder } from '../../src/integrations/woocommerce/read.ts'
import { parseStatuses } from '../../src/integrations/woocommerce/statuses.ts'
import { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { linePayload, noAddress, orderPayload } from './payloads.ts'

const at = new Date('2026-03-02T09:16:00Z')
const read = (given: Record<string, unknown> = {}, statuses = '', refunds?: never) => {
  const order = readOrder(orderPayload(given), { site: 'shop.example', statuses: parseStatuses(statuses), at, refunds })
  return order && IncomingOrder.parse(order)
}
const lineOf = (given: Record<string, unknown>) => read({ line_items: [linePayload(given)] })?.lines[0]

test('an order is read whole: who, where, when in UTC, and what was paid to the cent', () => {
  expect(read()).toMatchObject({
    store: { kind: 'woocommerce', key: 'shop.example' },
    externalId: '1042',
    number: '1042',
    placedAt: new Date('2026-03-02T09:15:00Z'),
    placedOffset: '+01:00',
    updatedAt: new Date('2026-03-02T09:15:04Z'),
    financialStatus: 'paid',
    currency: 'EUR',
    totalMinor: 5855,
    paidMinor: 5855,
    shippingPaidMinor: 500,
    method: 'DHL – Express',
    note: 'Bitte nicht knicken & zügig',
    shipTo: {
      name: 'Mia Keller',
      street: 'Sonnenallee 9',
      country: 'DE',
      phone: '+49 30 1234',
      email: 'jonas@example.com',
    },
  })
})

test('names, personalisation and pictures reach the supplier as a person would read them', () => {
  expect(lineOf({})).toMatchObject({
    externalId: '315',
    sku: 'TEE-BLK-M',
    title: 'Ship Your Idea – Tee',
    options: 'Color: Black · Engraving: M & J',
    imageUrl: 'https://shop.example/tee.jpg',
    ...{ ordered: 2, quantity: 2, fulfilled: 0 },
    ...{ priceMinor: 2500, discountMinor: 500, taxMinor: 855, paidMinor: 5355 },
  })
})

test('what a plugin keeps in a list is not lost, and a simple product keeps its own name', () => {
  const meta = [{ key: 'Names', value: ['Ada', { text: 'Bo' }] }]
  expect(lineOf({ meta_data: meta })?.options).toBe('Names: Ada, Bo')
  expect(lineOf({ variation_id: 0, meta_data: [], parent_name: null, name: 'Mug 5 < 6 oz' })).toMatchObject({
    title: 'Mug 5 < 6 oz',
    options: null,
  })
})

test.each([null, '', undefined])('a line whose SKU is %j has none', sku => {
  expect(lineOf({ sku })?.sku).toBeNull()
})

test('PHP writes an empty list for an empty object, and plugins write anything: the order still comes in', () => {
  const odd = { meta_data: {}, shipping: [], coupon_lines: 'none' }
  expect(read(odd)?.shipTo).toMatchObject({ name: 'Jonas Keller', street: 'Hauptstraße 1' })
  expect(lineOf({ meta_data: null, image: '' })).toMatchObject({ options: null, imageUrl: null })
})

test('a gift goes to the one who gets it, with their own phone', () => {
  const shipping = { ...(orderPayload().shipping as object), phone: '+49 170 1' }
  expect(read({ shipping })?.shipTo?.phone).toBe('+49 170 1')
})

test('a shop that ships to the billing address alone ships there', () => {
  expect(read({ shipping: noAddress })?.shipTo).toMatchObject({ name: 'Jonas Keller', street: 'Hauptstraße 1' })
  expect(read({ shipping: noAddress })?.lines[0]?.requiresShipping).toBe(true)
})

test('a download from the checkout asks nobody to ship it; what staff typed by hand is shipped', () => {
  const nowhere = { shipping: noAddress, shipping_lines: [] }
  expect(read(nowhere)?.lines[0]?.requiresShipping).toBe(false)
  expect(read({ ...nowhere, created_via: 'admin' })?.lines[0]?.requiresShipping).toBe(true)
})

test('what the customer picks up is not shipped', () => {
  expect(read({ shipping_lines: [{ method_id: 'local_pickup', method_title: 'Pickup' }] })?.pickup).toBe(true)
})

test.each([
  ['processing', true, 'paid'],
  ['completed', true, 'paid'],
  ['pending', false, 'pending'],
  ['on-hold', false, 'pending'],
  ['wc-on-hold', false, 'pending'],
  ['failed', true, 'failed'],
  ['refunded', true, 'refunded'],
  ['packing', true, 'paid'],
  ['awaiting-quote', false, 'awaiting-quote'],
])('nothing is sent before its money is there: %s, paid %s, is %s', (status, isPaid, financialStatus) => {
  expect(read({ status, ...(!isPaid && { date_paid: null, date_paid_gmt: null }) })).toMatchObject({ financialStatus })
})

test.each(['checkout-draft', 'auto-draft', 'draft', 'new'])(
  '%s is a cart that nobody bought: it never comes in',
  status => {
    expect(read({ status })).toBeNull()
  },
)

test('a card that was declined at the checkout fills no room', () => {
  expect(read({ status: 'failed', date_paid: null, date_paid_gmt: null })).toBeNull()
})

test('a cancelled order is cancelled, a completed one is shipped', () => {
  expect(read({ status: 'cancelled' })?.cancelledAt).toEqual(new Date('2026-03-02T09:15:04Z'))
  expect(read({ status: 'completed' })?.lines[0]).toMatchObject({ quantity: 2, fulfilled: 2 })
})

test('cash on delivery waits for the store’s word', () => {
  const cod = { payment_method: 'cod', date_paid: null, date_paid_gmt: null }
  expect(read(cod)).toMatchObject({ cashOnDelivery: true, financialStatus: 'pending' })
})

test('statuses of other plugins mean what the setting says', () => {
  expect(read({ status: 'wc-packed' }, 'wc-packed=wait, quote = ignore')?.financialStatus).toBe('packed')
  expect(read({ status: 'quote' }, 'wc-packed=wait, quote = ignore')).toBeNull()
  expect(read({ status: 'processing' }, 'processing=wait')?.financialStatus).toBe('processing')
  expect(() => parseStatuses('packed=maybe')).toThrow('must be such as packing=ship')
})

test('money given back is counted, and pieces given back are no longer shipped where the refund names them', () => {
  const refunds = [{ id: 99, reason: 'broken', total: '-26.78' }]
  expect(read({ refunds })).toMatchObject({
    ...{ financialStatus: 'partially_refunded', totalMinor: 3177, paidMinor: 5855, refundedMinor: 2678 },
    refunds: [{ externalId: '99', amountMinor: 2678, lines: [] }],
  })
  const told = [
    {
      id: '99',
      date_created_gmt: '2026-03-03T10:00:00',
      amount: '28.15',
      total: null,
      line_items: [
        { quantity: -1, total: '-22.50', total_tax: '-4.28', meta_data: [{ key: '_refunded_item_id', value: '315' }] },
      ],
      shipping_lines: [{ total: '-1.15', total_tax: '-0.22' }],
    },
  ]
  expect(read({ refunds }, '', told as never)).toMatchObject({
    refundedMinor: 2815,
    refunds: [{ shippingMinor: 137, lines: [{ line: '315', quantity: 1, amountMinor: 2678 }] }],
    lines: [{ ordered: 2, quantity: 1 }],
  })
})

test('more digits than the currency has, as some shops keep them, are rounded', () => {
  expect(lineOf({ subtotal: '33.3333', total: '33.3333', total_tax: '6.3333', quantity: 1 })).toMatchObject({
    ...{ priceMinor: 3333, paidMinor: 3966 },
  })
  expect(read({ currency: 'JPY', total: '1200.00' })?.paidMinor).toBe(1200)
})

test('parcels that a tracking plugin keeps with the order are known', () => {
  const value = [
    { tracking_provider: 'ups', custom_tracking_provider: '', tracking_number: '1Z999' },
    { tracking_number: '' },
  ]
  expect(read({ meta_data: [{ key: '_wc_shipment_tracking_items', value }] })?.trackings).toEqual(['ups 1Z999'])
})

test.each<[string, Record<string, unknown>, string | RegExp]>([
  [
    'no time in UTC',
    { date_modified_gmt: null, date_created_gmt: null },
    /old version of WooCommerce’s API.*Integration v3/,
  ],
  ['no time', { date_created: null, date_created_gmt: null }, 'It does not say when it was placed and changed.'],
  ['no currency', { currency: '' }, 'It does not say its currency.'],
  ['an odd currency', { currency: 'DOLLAR' }, '“DOLLAR” isn’t a currency.'],
  ['no total', { total: '' }, 'It has no total.'],
  ['no status', { status: '' }, 'It does not say its status.'],
  ['a time that isn’t one', { date_created_gmt: '0000-00-00 00:00:00' }, 'isn’t a date and time'],
  ['half a piece', { line_items: [linePayload({ quantity: 1.5 })] }, 'line_items.0.quantity isn’t a whole number'],
  [
    'no price',
    { line_items: [linePayload({ total: '', name: 'Mug', parent_name: '' })] },
    'Line 1, “Mug”, has no price.',
  ],
  [
    'no name',
    { line_items: [linePayload({ name: '', parent_name: '', sku: '' })] },
    'Line 1 has neither a name nor an SKU.',
  ],
  ['no such country', { shipping: { ...noAddress, city: 'X', country: 'Narnia' } }, 'Narnia'],
])('an order with %s is refused in words', (_what, given, sentence) => {
  expect(() => read(given)).toThrow(sentence)
})

test.each([
  [{ meta_data: [{ key: 'wpml_language', value: 'de' }] }, 'de'],
  [{ meta_data: [{ key: 'trp_language', value: 'pt_BR' }] }, 'pt-BR'],
  [{ lang: 'fr' }, 'fr'],
  [{ meta_data: [{ key: 'wpml_language', value: ['de'] }], lang: 'not a language' }, null],
  [{}, null],
])('the language of a customer comes from the plugin for several of them: %j', (given, language) => {
  expect(IncomingOrder.parse(read(given)).language).toBe(language)
})
