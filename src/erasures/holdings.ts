import { holding } from '../kernel/ground/holding.ts'
import { erasures } from './tables.ts'

/** What was erased is named by the number of its order, and by a fingerprint that can't be read back. */
export const erasureHoldings = [
  holding(erasures, {
    ...{ store: 'kept', externalId: 'kept', number: 'kept' },
    ...{ person: 'kept', salt: 'kept', why: 'kept', by: 'kept' },
  }),
]
