import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identifyOrder, readOrder } from '../../src/integrations/shopify/read.ts'
import { parseExactly } from '../../src/kernel/words/exact-json.ts'
import { toDecimal } from '../../src/kernel/words/money.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { linePayload, orderPayload } from './payloads.ts'

const read = (payload: unknown) => readOrder(payload, 'alpine-goods.myshopify.com')
const withLine = (line: Record<string, unknown>) => read(orderPayload({ line_items: [linePayload(line)] })).lines
const exact = (text: string) => parseExactly(Buffer.from(text))

test('no digit of a number is lost, wherever it stands', () => {
  const told =
    '{ "ids": [820982911946154508, 9007199254740991, -820982911946154508],"at":\n 12.10, "rate" : [1e3,-0.5], "few": [1, 2] }'
  expect(exact(told)).toEqual({
    ids: ['820982911946154508', 9007199254740991, '-820982911946154508'],
    ...{ at: '12.10', rate: [1000, '-0.5'], few: [1, 2] },
  })
  expect(exact('12.10')).toBe('12.10')
  expect(exact('{"price":"12.10","of":3}')).toEqual({ price: '12.10', of: 3 })
})

test('an order keeps everything a supplier and the staff will need', () => {
  const order = read(orderPayload())
  expect(IncomingOrder.parse(order)).toEqual(order)
  expect(order).toEqual({
    store: { kind: 'shopify', key: 'alpine-goods.myshopify.com', name: 'alpine-goods', idsAreUnique: true },
    externalId: '6123456789012',
    number: '1042',
    placedAt: new Date('2026-03-02T14:15:00Z'),
    placedOffset: '-05:00',
    updatedAt: new Date('2026-03-02T14:15:04Z'),
    timed: true,
    triggeredAt: null,
    cancelledAt: null,
    cancelReason: null,
    test: false,
    financialStatus: 'paid',
    cashOnDelivery: false,
    risk: null,
    pickup: false,
    currency: 'USD',
    totalMinor: 6490,
    paidMinor: 6490,
    shippingPaidMinor: 1200,
    refundedMinor: 0,
    refunds: [],
    trackings: [],
    method: 'Express (2–4 days)',
    note: 'Bitte nicht knicken\ngift message: お誕生日おめでとう 🎂',
    language: 'de-DE',
    shipTo: {
      name: '花 佐藤',
      company: null,
      street: '神南1-2-3',
      street2: null,
      city: '渋谷区',
      region: 'Tōkyō',
      postalCode: '150-0041',
      country: 'JP',
      phone: '+81 90 0000 0000',
      email: 'hana@example.com',
    },
    lines: [
      {
        externalId: '15123456789012',
        sku: 'LIN-M-OLV',
        title: 'Linen shirt',
        options: 'M / Olive · Monogram: ل.م',
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
    ],
  })
})

test('the order in which Shopify writes its keys changes nothing', () => {
  const permute = (value: unknown, draw: () => number): unknown => {
    if (Array.isArray(value)) return value.map(item => permute(item, draw))
    if (typeof value !== 'object' || !value) return value
    const ranked = Object.entries(value).map(([key, item]) => [key, permute(item, draw), draw()] as const)
    return Object.fromEntries(ranked.toSorted((one, two) => one[2] - two[2]).map(([key, item]) => [key, item]))
  }
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), ranks => {
      const payload = permute(orderPayload(), () => ranks.next().value ?? 0)
      expect(read(payload)).toEqual(read(orderPayload()))
    }),
  )
})

test('an order of an old or a bare app still comes in: what is absent is null, unknown keys do not matter', () => {
  const bare = { id: 1, currency: 'EUR', total_price: 10, created_at: '2017-04-01T00:00:00Z', surprise: [{}] }
  expect(read(bare)).toMatchObject({
    number: '1',
    totalMinor: 1000,
    placedOffset: '+00:00',
    updatedAt: new Date('2017-04-01T00:00:00Z'),
    method: null,
    note: null,
    shipTo: null,
    lines: [],
  })
})

describe('digits', () => {
  test('an id of 64 bits arrives whole: Shopify’s own test notification has one', () => {
    const payload = exact(
      '{"id":820982911946154508,"currency":"EUR","total_price":12.10,"created_at":"2026-01-01T00:00:00Z"}',
    )
    expect(read(payload)).toMatchObject({ externalId: '820982911946154508', totalMinor: 1210 })
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), id => {
        expect(identifyOrder(exact(`{"id":${id}}`))?.externalId).toBe(String(id))
      }),
    )
  })

  test('an id that was rounded before it came here is refused, since it may be another order’s', () => {
    expect(() => read(orderPayload({ id: 2 ** 60 }))).toThrow('id lost digits on its way here')
  })

  test('every amount comes in to the last digit, written as text or as a number', () => {
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'PKR')
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), currency, (minor, code) => {
        const amount = toDecimal(minor, code)
        const text = (price: string) =>
          `{"id":1,"currency":"${code}","created_at":"2026-01-01T00:00:00Z","current_total_price":${price}}`
        expect(read(exact(text(`"${amount}"`))).totalMinor).toBe(minor)
        expect(read(exact(text(amount))).totalMinor).toBe(minor)
      }),
    )
  })

  test('the shop’s own money counts, not the currency the customer was shown', () => {
    const order = read(orderPayload({ currency: undefined, total_price: undefined, current_total_price: undefined }))
    expect(order).toMatchObject({ currency: 'USD', totalMinor: 6490 })
    expect(withLine({ price: null })).toMatchObject([{ priceMinor: 2645 }])
  })

  test('after a partial refund the total is what the order is worth now', () => {
    expect(read(orderPayload({ current_total_price: '38.45' })).totalMinor).toBe(3845)
  })
})

describe('who and where', () => {
  test('without a phone on the parcel the buyer’s is given, so that the courier can ring', () => {
    const address = { ...(orderPayload().shipping_address as object), phone: null, name: null }
    expect(read(orderPayload({ shipping_address: address })).shipTo).toMatchObject({
      name: '花 佐藤',
      phone: '+81 3 0000 0000',
    })
  })

  test('an address without a single word in it is none', () => {
    expect(read(orderPayload({ shipping_address: { name: ' ', zip: null } })).shipTo).toBeNull()
  })

  test('a cancelled order says when and why', () => {
    const order = read(orderPayload({ cancelled_at: '2026-03-03T00:00:00+09:00', cancel_reason: 'customer' }))
    expect(order).toMatchObject({ cancelledAt: new Date('2026-03-02T15:00:00Z'), cancelReason: 'customer' })
  })

  test('text that no database can hold does not cost the order', () => {
    expect(read(orderPayload({ note: 'a\0b \ud800', note_attributes: [] })).note).toBe('ab \ufffd')
  })

  test('a time without an offset is UTC, wherever the server stands', () => {
    const order = read(orderPayload({ created_at: '2026-03-02T09:15:00' }))
    expect(order).toMatchObject({ placedAt: new Date('2026-03-02T09:15:00Z'), placedOffset: null })
  })
})

test('what cannot be read is refused in words', () => {
  const why = (given: object) => {
    try {
      read(orderPayload(given as Record<string, unknown>))
    } catch (error) {
      if (error instanceof Refusal) return error.message
      throw error
    }
  }
  expect(why({ currency: null, total_price_set: null })).toBe('It does not say its currency.')
  expect(why({ currency: 'dollars' })).toBe('“dollars” isn’t a currency.')
  expect(why({ current_total_price: 'free' })).toBe('The total: “free” is not an amount of money.')
  expect(why({ created_at: null, processed_at: null })).toBe('It does not say when it was placed.')
  expect(why({ created_at: '2026-02-30T00:00:00Z' })).toBe('“2026-02-30T00:00:00Z” isn’t a date and time.')
  expect(why({ line_items: 'none' })).toBe('Shopify’s order could not be read: line_items isn’t a list.')
  expect(why({ line_items: [linePayload({ quantity: 1.5 })] })).toContain('line_items.0.quantity isn’t a whole number.')
  expect(why({ line_items: [linePayload({ price: null, price_set: null })] })).toBe(
    'Line 1, “Linen shirt”, has no price.',
  )
  expect(why({ line_items: [linePayload({ title: '', name: '', variant_title: '', sku: '' })] })).toBe(
    'Line 1 has neither a title nor an SKU.',
  )
  expect(why({ line_items: [linePayload({ price: '1.005' })] })).toBe(
    'Line 1, “Linen shirt”: “1.005” has more digits than USD knows.',
  )
  expect(why({ shipping_address: { country: 'Freedonia' } })).toBe(
    'The shipping country “Freedonia” isn’t a country I know. Write its two letters, such as DE.',
  )
  expect(() => read(null)).toThrow(Refusal)
})
