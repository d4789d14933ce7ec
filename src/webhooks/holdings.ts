import { holding } from '../kernel/ground/holding.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

/** What is sent names orders and parcels by their numbers, and nobody. */
export const webhookHoldings = [
  holding(webhookEndpoints, {
    ...{ url: 'kept', secret: 'kept', formerSecret: 'kept', connectedBy: 'kept', disabledWhy: 'kept' },
  }),
  holding(webhookMessages, { id: 'kept', type: 'kept', body: 'kept' }),
]
