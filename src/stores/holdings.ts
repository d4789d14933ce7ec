import { holding } from '../kernel/ground/holding.ts'
import { stores } from './tables.ts'

export const storeHoldings = [holding(stores, { kind: 'kept', key: 'kept', name: 'kept' })]
