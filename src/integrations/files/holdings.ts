import { holding } from '../../kernel/ground/holding.ts'
import { orderFiles } from './tables.ts'

/** A mark tells whether something changed, and can't be read back. */
export const fileHoldings = [holding(orderFiles, { mark: 'kept' })]
