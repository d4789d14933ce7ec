import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOrder } from '../../src/integrations/shopify/read.ts'
import { linePayload, orderPayload } from './payloads.ts'

const read = (payload: unknown) => readOrder(payload, 'alpine-goods.myshopify.com')
const withLine = (line: Record<string, unknown>) => read(orderPayload({ line_items: [linePayload(line)] })).lines

describe('what is still wanted', () => {
  test('a piece that was refunded or removed is not shipped', () => {
    expect(withLine({ quantity: 3, current_quantity: 1 })).toMatchObject([{ quantity: 1 }])
    expect(withLine({ quantity: 3, current_quantity: 0 })).toEqual([])
  })

  test('before 2024-01, when Shopify did not count for us, refunds are taken off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.integer({ min: 1, max: 9 })), (quantity, refunded) => {
        const refunds = refunded.map(pieces => ({
          refund_line_items: [
            { line_item_id: 15123456789012, quantity: pieces },
            { line_item_id: 99, quantity: 1 },
          ],
        }))
        const line = linePayload({ quantity, current_quantity: undefined })
        const left = quantity - refunded.reduce((sum, pieces) => sum + pieces, 0)
        const { lines } = read(orderPayload({ line_items: [line], refunds }))
        expect(lines.map(line => line.quantity)).toEqual(left > 0 ? [left] : [])
      }),
    )
  })

  test('goods on their way from the store’s own hands are still part of the order', () => {
    expect(withLine({ fulfillable_quantity: 0, fulfillment_status: 'fulfilled' })).toMatchObject([{ quantity: 2 }])
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
