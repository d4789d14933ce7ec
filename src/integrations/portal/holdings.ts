import { sql } from 'drizzle-orm'
import { type Erasing, holding } from '../../kernel/ground/holding.ts'
import { portalAnswers, portalSessions } from './tables.ts'

/** Answers are kept for a day; those that name what is erased go at once. */
async function forgetAnswers({ db, scope, parts }: Erasing): Promise<number> {
  if (!parts.includes('words')) return 0
  const names = JSON.stringify([...scope.about, ...scope.numbers])
  const named = sql`exists (select from jsonb_array_elements_text(${names}::jsonb) as named(name)
    where position(name in ${portalAnswers.answer}::text) > 0)`
  return (await db.delete(portalAnswers).where(named).returning({ id: portalAnswers.id })).length
}

/** Suppliers' people are not customers; what they were answered may speak of some. */
export const portalHoldings = [
  holding(portalSessions, { id: 'kept', path: 'kept', link: 'kept' }),
  holding(
    portalAnswers,
    { id: 'kept', session: 'kept', answer: 'words', tokens: 'kept', about: 'kept' },
    { erase: forgetAnswers, read: async () => [] },
  ),
]
