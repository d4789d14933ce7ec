import { eq } from 'drizzle-orm'
import { awaitAnswer } from '../cases/await-answer.ts'
import type { Case, CaseSide } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { parcelCases } from './tables.ts'

/** Something further befell a parcel: whose move it is now, and its supplier knows of it once it is the supplier's. */
export async function shareCase(
  verb: Verb,
  one: Case,
  { isShared, acts }: { isShared: boolean; acts: CaseSide },
): Promise<void> {
  if (acts === 'supplier' && !isShared)
    await verb.db.update(parcelCases).set({ sharedAt: verb.now }).where(eq(parcelCases.caseId, one.id))
  await awaitAnswer(verb, one, acts)
}
