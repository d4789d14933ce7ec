import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { storeRefunds } from './tables.ts'

export const refundHoldings = [
  holding(
    storeRefunds,
    {
      ...{ status: 'kept', wantedBy: 'kept', lines: 'kept', resolution: 'kept', offers: 'kept', askedBy: 'kept' },
      ...{ why: 'kept', externalId: 'kept', note: 'words' },
    },
    { rows: ({ cases }) => inArray(storeRefunds.caseId, [...cases]) },
  ),
]
