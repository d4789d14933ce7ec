import { holding } from '../kernel/ground/holding.ts'
import { agreements, closures, contacts, supplierSkus, suppliers } from './tables.ts'

/** Suppliers and their contacts are not customers. */
export const supplierHoldings = [
  holding(suppliers, { name: 'kept', zone: 'kept', instructions: 'kept' }),
  holding(agreements, { terms: 'kept', proposedBy: 'kept', answeredBy: 'kept', note: 'kept' }),
  holding(closures, { days: 'kept', announcedBy: 'kept', answeredBy: 'kept' }),
  holding(contacts, { chat: 'kept', user: 'kept', name: 'kept' }),
  holding(supplierSkus, { skuKey: 'kept', sku: 'kept' }),
]
