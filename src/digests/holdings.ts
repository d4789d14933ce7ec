import { holding } from '../kernel/ground/holding.ts'
import { digestHours, digests } from './tables.ts'

export const digestHoldings = [holding(digests, {}), holding(digestHours, {})]
