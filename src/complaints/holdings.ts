import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { complaintLines, complaintSteps, complaints } from './tables.ts'

export const complaintHoldings = [
  holding(
    complaints,
    {
      ...{ reason: 'kept', answeredBy: 'kept', resolvedBy: 'kept', resolution: 'kept', claimSince: 'kept' },
      ...{ claimEvidence: 'kept', happened: 'words', answer: 'words', resolutionNote: 'words' },
    },
    { rows: ({ cases }) => inArray(complaints.caseId, [...cases]) },
  ),
  holding(complaintLines, {}),
  holding(
    complaintSteps,
    { step: 'kept', note: 'words', reference: 'kept', doneBy: 'kept' },
    { rows: ({ cases }) => inArray(complaintSteps.caseId, [...cases]) },
  ),
]
