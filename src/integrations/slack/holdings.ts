import { holding } from '../../kernel/ground/holding.ts'
import { slackFiles } from './tables.ts'

export const slackHoldings = [holding(slackFiles, { message: 'kept', ref: 'kept', refused: 'kept' })]
