import { holding } from '../kernel/ground/holding.ts'
import { batches, batchItems } from './tables.ts'

/** Who asked is one of the shop’s or a supplier’s; of orders there are numbers alone. */
export const batchHoldings = [
  holding(batches, {
    ...{ command: 'kept', argument: 'kept', input: 'kept', thing: 'kept', deed: 'kept', askedBy: 'kept' },
  }),
  holding(batchItems, { number: 'kept', outcome: 'kept', why: 'kept' }),
]
