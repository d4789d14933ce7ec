import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { orderLines, orderRefundLines, orderRefunds, orders, shipTos } from './tables.ts'

/** Options are also what is engraved and printed: people's names, most of the time. */
export const orderHoldings = [
  holding(
    orders,
    {
      ...{ externalId: 'kept', number: 'kept', placedOffset: 'kept', currency: 'kept', financialStatus: 'kept' },
      ...{ risk: 'kept', version: 'kept', method: 'kept', language: 'kept', holdReason: 'kept', heldBy: 'kept' },
      ...{ customerNote: 'words', holdNote: 'words', cancelReason: 'words' },
    },
    { rows: ({ orders: ids }) => inArray(orders.id, [...ids]) },
  ),
  holding(
    orderLines,
    { externalId: 'kept', sku: 'kept', title: 'kept', imageUrl: 'kept', options: 'words' },
    { rows: ({ orders: ids }) => inArray(orderLines.orderId, [...ids]) },
  ),
  holding(orderRefunds, { externalId: 'kept' }),
  holding(orderRefundLines, {}),
  // The country stays: taxes and the carrier's rules follow from it, and it names nobody.
  holding(
    shipTos,
    {
      ...{ name: 'address', company: 'address', street: 'address', street2: 'address', city: 'address' },
      ...{ region: 'address', postalCode: 'address', phone: 'address', email: 'address', told: 'address' },
      country: 'kept',
    },
    { rows: ({ orders: ids }) => inArray(shipTos.orderId, [...ids]) },
  ),
]
