import { holding } from '../kernel/ground/holding.ts'
import { people } from './tables.ts'

/** Staff and suppliers' contacts are not customers. */
export const peopleHoldings = [holding(people, { user: 'kept', name: 'kept', password: 'kept', invitation: 'kept' })]
