import type { SentOrder } from '../../src/integrations/intake/schema.ts'

/** An order as a shop sends it. */
export const sold = (over: Partial<SentOrder> = {}): SentOrder => ({
  id: 'A-1042',
  number: '1042',
  placedAt: '2026-11-01T09:15:00+01:00',
  updatedAt: '2026-11-01T09:15:30+01:00',
  payment: 'paid',
  currency: 'EUR',
  total: '64.90',
  shippingPaid: '12.00',
  shipTo: { name: 'Zoë Đặng', street: 'Große Straße 7', city: 'Görlitz', postalCode: '02826', country: 'DE' },
  lines: [{ id: '1', sku: 'LAMP', title: 'Brass lamp', quantity: 2, price: '26.45' }],
  ...over,
})
export const one = (order: unknown = sold()) => ({ schema: '2026-11', order })
export const many = (...orders: unknown[]) => ({ schema: '2026-11', orders })
