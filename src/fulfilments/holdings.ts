import { holding } from '../kernel/ground/holding.ts'
import { fulfilledOrders, fulfilments } from './tables.ts'

export const fulfilmentHoldings = [
  holding(fulfilments, { externalId: 'kept', number: 'kept' }),
  holding(fulfilledOrders, { elsewhere: 'kept', why: 'kept' }),
]
