import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { carrierSilences, parcelCases, parcelLooks, parcelTroubles } from './tables.ts'

export const troubleHoldings = [
  holding(parcelLooks, {}),
  holding(
    parcelTroubles,
    {
      ...{ part: 'kept', carrierName: 'kept', number: 'kept', trouble: 'kept', how: 'kept' },
      ...{ notified: 'kept', staffNotified: 'kept' },
    },
    { rows: ({ purchaseOrders }) => inArray(parcelTroubles.purchaseOrderId, [...purchaseOrders]) },
  ),
  holding(
    parcelCases,
    { question: 'words', answer: 'words', answeredBy: 'kept' },
    { rows: ({ cases }) => inArray(parcelCases.caseId, [...cases]) },
  ),
  holding(carrierSilences, { carrier: 'kept', carrierName: 'kept' }),
]
