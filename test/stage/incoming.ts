import type { IncomingOrder } from '../../src/orders/incoming-order.ts'

const PLACED = new Date('2026-11-02T09:30:00Z')

type Line = {
  sku: string | null
  quantity?: number
  title?: string
  externalId?: string
  options?: string
  /** Pieces that the store says were shipped. */
  fulfilled?: number
  imageUrl?: string
}

/** An order as a store would tell it; only what matters to a test is said. */
export function incoming(number: string, lines: readonly Line[], over: Partial<IncomingOrder> = {}): IncomingOrder {
  return {
    store: { kind: 'shopify', key: 'lamps.example', name: 'Lamps' },
    externalId: `id-${number}`,
    number,
    placedAt: PLACED,
    placedOffset: '+01:00',
    updatedAt: PLACED,
    timed: true,
    triggeredAt: null,
    cancelledAt: null,
    cancelReason: null,
    test: false,
    financialStatus: 'paid',
    cashOnDelivery: false,
    risk: null,
    pickup: false,
    currency: 'EUR',
    totalMinor: 8_900,
    paidMinor: 8_900,
    shippingPaidMinor: 0,
    refundedMinor: 0,
    refunds: [],
    trackings: [],
    method: 'Standard',
    note: null,
    language: null,
    shipTo: {
      name: 'Zoë Lindqvist',
      company: null,
      street: 'Västra Hamngatan 5',
      street2: null,
      city: 'Göteborg',
      region: null,
      postalCode: '411 17',
      country: 'SE',
      phone: '+46 31 711 00 00',
      email: 'zoe@example.com',
    },
    lines: lines.map((line, index) => ({
      externalId: line.externalId ?? `line-${index + 1}`,
      sku: line.sku,
      title: line.title ?? `Thing ${line.sku ?? index + 1}`,
      options: line.options ?? null,
      ordered: line.quantity ?? 1,
      quantity: line.quantity ?? 1,
      fulfilled: line.fulfilled ?? 0,
      priceMinor: 4_450,
      discountMinor: 0,
      taxMinor: 0,
      paidMinor: 4_450 * (line.quantity ?? 1),
      imageUrl: line.imageUrl ?? null,
      requiresShipping: true,
    })),
    ...over,
  }
}
