import { inArray, sql } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { budgets, caseEntries, caseFiles, cases, escalations } from './tables.ts'

export const caseHoldings = [
  holding(
    cases,
    {
      ...{ kind: 'kept', number: 'kept', openedBy: 'kept', ownerChat: 'kept', ownerUser: 'kept', ownerName: 'kept' },
      ...{ waitingFor: 'kept', closedBy: 'kept', closeReason: 'kept', closeNote: 'words' },
    },
    { rows: ({ cases: ids }) => inArray(cases.id, [...ids]) },
  ),
  holding(caseEntries, { ledger: 'kept', kind: 'kept', currency: 'kept', enteredBy: 'kept', externalId: 'kept' }),
  holding(
    caseFiles,
    { name: 'words', shows: 'kept', side: 'kept', addedBy: 'kept' },
    {
      rowsGo: true,
      rows: ({ cases: ids }) => inArray(caseFiles.caseId, [...ids]),
      files: which => sql`select ${caseFiles.fileId}::text from ${caseFiles} where ${which}`,
    },
  ),
  holding(escalations, { kind: 'kept', steps: 'kept', changedBy: 'kept' }),
  holding(budgets, { room: 'kept' }),
]
