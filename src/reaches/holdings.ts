import { holding } from '../kernel/ground/holding.ts'
import { accessLinks, apiKeys, placeAccess, unreached } from './tables.ts'

/** Suppliers' people are not customers. */
export const reachHoldings = [
  holding(accessLinks, { id: 'kept', user: 'kept', kind: 'kept', subject: 'kept' }),
  holding(placeAccess, { chat: 'kept', channel: 'kept', sealed: 'kept' }),
  holding(unreached, { kind: 'kept', subject: 'kept', numbers: 'kept', why: 'kept' }),
  holding(apiKeys, {
    ...{ hash: 'kept', prefix: 'kept', name: 'kept', scopes: 'kept', madeBy: 'kept', endedBy: 'kept' },
  }),
]
