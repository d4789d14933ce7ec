import { holding } from '../kernel/ground/holding.ts'
import { staffPowers } from './tables.ts'

/** Staff are not customers. */
export const staffHoldings = [holding(staffPowers, { power: 'kept', chat: 'kept', user: 'kept', name: 'kept' })]
