import { holding } from '../kernel/ground/holding.ts'
import { foundOrders, reconciliations } from './tables.ts'

export const reconciliationHoldings = [holding(reconciliations, {}), holding(foundOrders, {})]
