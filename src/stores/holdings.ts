import { holding } from '../kernel/ground/holding.ts'
import { storeLinks, stores, storeTickets } from './tables.ts'

export const storeHoldings = [
  holding(stores, { kind: 'kept', key: 'kept', name: 'kept', orderPage: 'kept' }),
  holding(storeLinks, {
    ...{
      kind: 'kept',
      address: 'kept',
      secrets: 'kept',
      notes: 'kept',
      settings: 'kept',
      connectedBy: 'kept',
      troubles: 'kept',
    },
  }),
  holding(storeTickets, { id: 'kept', kind: 'kept', address: 'kept', name: 'kept', askedBy: 'kept' }),
]
