import { eq, inArray, sql } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { formerNumbers, removedShipments, shipments } from '../shipments/tables.ts'
import { checkpoints, feedStates, followedNumbers } from './tables.ts'

/** What carriers said is proof of what was shipped; their words, and where they were said, may name a customer. */
export const checkpointHoldings = [
  holding(
    checkpoints,
    {
      ...{ number: 'kept', key: 'kept', tag: 'kept', detail: 'kept', status: 'kept', feed: 'kept' },
      ...{ words: 'words', place: 'address' },
    },
    { rows: ({ purchaseOrders }) => sql`${checkpoints.number} in (${numbersOf([...purchaseOrders])})` },
  ),
  holding(followedNumbers, {
    ...{ feed: 'kept', number: 'kept', carrier: 'kept', carrierName: 'kept', refused: 'kept' },
  }),
  holding(feedStates, { feed: 'kept', why: 'kept' }),
]

/** Every number that a parcel of these purchase orders has, or had. */
const numbersOf = (purchaseOrders: string[]) => sql`
  select ${shipments.number} from ${shipments} where ${inArray(shipments.purchaseOrderId, purchaseOrders)}
  union select ${removedShipments.number} from ${removedShipments}
    where ${inArray(removedShipments.purchaseOrderId, purchaseOrders)}
  union select ${formerNumbers.number} from ${formerNumbers}
    join ${shipments} on ${eq(shipments.id, formerNumbers.shipmentId)}
    where ${inArray(shipments.purchaseOrderId, purchaseOrders)}`
