import { holding } from '../../kernel/ground/holding.ts'
import { intakeAnswers } from './tables.ts'

/** Answers name ids and outcomes, and go after a month. */
export const intakeHoldings = [holding(intakeAnswers, { store: 'kept', key: 'kept', bodyHash: 'kept', answer: 'kept' })]
