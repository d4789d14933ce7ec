import { holding } from '../kernel/ground/holding.ts'
import { storeLinks, stores } from './tables.ts'

export const storeHoldings = [
  holding(stores, { kind: 'kept', key: 'kept', name: 'kept' }),
  holding(storeLinks, {
    ...{ kind: 'kept', address: 'kept', secrets: 'kept', notes: 'kept', connectedBy: 'kept', troubles: 'kept' },
  }),
]
