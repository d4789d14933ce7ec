import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOrder } from '../../src/integrations/shopify/read.ts'
import { linePayload, orderPayload } from './payloads.ts'

const read = (payload: unknown) => readOrder(payload, 'alpine-goods.myshopify.com')
const withLine = (line: Record<string, unknown>) => read(orderPayload({ line_items: [linePayload(line)] })).lines

describe('what is still wanted', () => {
  test('a piece that was refunded or removed is not shipped', () => {
    expect(withLine({ quantity: 3, current_quantity: 1 })).toMatchObject([{ quantity: 1 }])
    expect(withLine({ quantity: 3, current_quantity: 0 })).toMatchObject([{ ordered: 3, quantity: 0 }])
  })

  test('before 2024-01, when Shopify did not count for us, refunds are taken off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.integer({ min: 1, max: 9 })), (quantity, refunded) => {
        const refunds = refunded.map((pieces, index) => ({
          id: index + 1,
          refund_line_items: [
            { line_item_id: 15123456789012, quantity: pieces },
            { line_item_id: 99, quantity: 1 },
          ],
        }))
        const line = linePayload({ quantity, current_quantity: undefined })
        const left = quantity - refunded.reduce((sum, pieces) => sum + pieces, 0)
        const { lines } = read(orderPayload({ line_items: [line], refunds }))
        expect(lines.map(line => line.quantity)).toEqual([Math.max(0, left)])
      }),
    )
  })

  test('goods on their way from the store’s own hands are still part of the order', () => {
    expect(withLine({ fulfillable_quantity: 0, fulfillment_status: 'fulfilled' })).toMatchObject([
      { quantity: 2, fulfilled: 2 },
    ])
  })

  test('what the store has shipped in part is told to the piece, whether it counts for us or not', () => {
    expect(withLine({ quantity: 5, current_quantity: 4, fulfillable_quantity: 1 })).toMatchObject([
      { ordered: 5, quantity: 4, fulfilled: 3 },
    ])
    const line = linePayload({ quantity: 3, current_quantity: 3, fulfillable_quantity: undefined })
    const of = (status: string, quantity: number) => ({
      id: 1,
      status,
      line_items: [{ id: 15123456789012, quantity }],
    })
    const { lines } = read(orderPayload({ line_items: [line], fulfillments: [of('success', 2), of('failure', 1)] }))
    expect(lines).toMatchObject([{ quantity: 3, fulfilled: 2 }])
  })
})

describe('what was paid', () => {
  const line = linePayload({
    price: '100.00',
    quantity: 2,
    discount_allocations: [{ amount: '60.00' }, { amount: '40.00' }],
    tax_lines: [{ price: '6.00' }, { price: '2.00' }],
  })

  test('is the price less every discount, with the tax that comes on top', () => {
    expect(read(orderPayload({ line_items: [line], taxes_included: false })).lines).toMatchObject([
      { ordered: 2, priceMinor: 10_000, discountMinor: 10_000, taxMinor: 800, paidMinor: 10_800 },
    ])
    expect(read(orderPayload({ line_items: [line], taxes_included: true })).lines).toMatchObject([
      { taxMinor: 800, paidMinor: 10_000 },
    ])
  })

  test('shipping is a line of its own, and a refund is what was paid back, under its own id', () => {
    const refund = {
      id: 509562969,
      processed_at: '2026-03-03T10:00:00Z',
      refund_line_items: [{ line_item_id: 15123456789012, quantity: 1, subtotal: 50.005, total_tax: 4 }],
      order_adjustments: [{ kind: 'shipping_refund', amount: '-5.00', tax_amount: '-0.40' }],
      transactions: [
        { kind: 'refund', status: 'success', amount: '59.40' },
        { kind: 'refund', status: 'failure', amount: '59.40' },
      ],
    }
    const order = read(
      orderPayload({
        line_items: [line],
        taxes_included: false,
        shipping_lines: [
          { title: 'Post', price: '10.00', discount_allocations: [{ amount: '5.00' }], tax_lines: [{ price: '0.40' }] },
        ],
        total_price: '113.40',
        current_total_price: '54.00',
        refunds: [refund],
      }),
    )
    expect(order).toMatchObject({ shippingPaidMinor: 540, paidMinor: 11_340, totalMinor: 5_400, refundedMinor: 5_940 })
    expect(order.refunds).toMatchObject([
      {
        externalId: '509562969',
        amountMinor: 5_940,
        shippingMinor: 540,
        lines: [{ line: '15123456789012', quantity: 1 }],
      },
    ])
  })

  test('an id is the same whether it is bare or a gid', () => {
    expect(read(orderPayload({ id: 'gid://shopify/Order/6123456789012?key=1' })).externalId).toBe('6123456789012')
    expect(withLine({ id: 'gid://shopify/LineItem/15123456789012' })[0]?.externalId).toBe('15123456789012')
  })
})

describe('lines', () => {
  test('a product without variants has no option “Default Title”', () => {
    expect(withLine({ variant_title: 'Default Title', properties: [] })).toMatchObject([{ options: null }])
    expect(withLine({ variant_title: null, properties: null })).toMatchObject([{ options: null }])
  })

  test('an engraving is not lost, in whichever shape an app wrote it', () => {
    expect(withLine({ variant_title: '', properties: { Engraving: 'Für Åse', _id: 1 } })).toMatchObject([
      { options: 'Engraving: Für Åse' },
    ])
    expect(
      withLine({ variant_title: '', properties: [{ name: 'Size', value: { cm: 12 } }, 'odd', null] }),
    ).toMatchObject([{ options: 'Size: {"cm":12}' }])
  })

  test('a custom item without SKU or title of its own is still named', () => {
    expect(withLine({ title: null, sku: '' })).toMatchObject([{ title: 'Linen shirt - M / Olive', sku: null }])
  })

  test('only pictures over https are taken', () => {
    const picture = (image: unknown) => withLine({ image })[0]?.imageUrl
    expect(picture({ src: '//cdn.shopify.com/a.jpg' })).toBe('https://cdn.shopify.com/a.jpg')
    expect(picture('https://cdn.shopify.com/ä.jpg')).toBe('https://cdn.shopify.com/%C3%A4.jpg')
    expect(picture({ url: 'http://cdn.shopify.com/a.jpg' })).toBeNull()
    expect(picture('javascript:alert(1)')).toBeNull()
    expect(picture(7)).toBeNull()
  })

  test('a digital line is marked as nothing to ship', () => {
    expect(withLine({ requires_shipping: false })).toMatchObject([{ requiresShipping: false }])
  })
})
