import { holding } from '../../kernel/ground/holding.ts'
import { mailStops } from './tables.ts'

/** Suppliers' addresses are not customers'. */
export const mailHoldings = [holding(mailStops, { address: 'kept', why: 'kept' })]
