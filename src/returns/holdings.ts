import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { returnLines, returns } from './tables.ts'

/** A label is written into the instructions, or added to the case as a file. */
export const returnHoldings = [
  holding(
    returns,
    {
      ...{ reason: 'kept', approvedBy: 'kept', rma: 'kept', declinedBy: 'kept', declineReason: 'kept' },
      ...{ withdrawnBy: 'kept', carrier: 'kept', carrierName: 'kept', tracking: 'kept' },
      ...{ receivedBy: 'kept', inspectedBy: 'kept', externalId: 'kept', storeState: 'kept' },
      ...{ happened: 'words', returnTo: 'words', instructions: 'words', declineNote: 'words' },
    },
    { rows: ({ cases }) => inArray(returns.caseId, [...cases]) },
  ),
  holding(returnLines, { fates: 'kept' }),
]
