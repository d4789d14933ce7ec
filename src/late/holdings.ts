import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { nextLooks, notices } from './tables.ts'

export const lateHoldings = [
  holding(nextLooks, {}),
  holding(
    notices,
    { rule: 'kept', notified: 'kept', staffNotified: 'kept' },
    { rows: ({ purchaseOrders }) => inArray(notices.purchaseOrderId, [...purchaseOrders]) },
  ),
]
