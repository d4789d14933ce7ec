import { holding } from '../../kernel/ground/holding.ts'
import { sampleFulfilments } from './tables.ts'

export const sampleHoldings = [
  holding(sampleFulfilments, {
    ...{ id: 'kept', orderExternalId: 'kept', orderNumber: 'kept', parcel: 'kept' },
    ...{ carrier: 'kept', number: 'kept', url: 'kept', pieces: 'kept' },
  }),
]
