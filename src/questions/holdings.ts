import { inArray } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { questions } from './tables.ts'

export const questionHoldings = [
  holding(
    questions,
    { asker: 'kept', askedBy: 'kept', answeredBy: 'kept', question: 'words', answer: 'words' },
    { rows: ({ cases }) => inArray(questions.caseId, [...cases]) },
  ),
]
