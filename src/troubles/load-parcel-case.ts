import { eq } from 'drizzle-orm'
import { loadCase, mustBeOpen } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type ParcelCase, parcelCases } from './tables.ts'

/** The open case of a parcel that somebody named, its order locked. @throws Refusal for any other. */
export async function loadParcelCase(verb: Verb, named: string): Promise<{ one: Case; kept: ParcelCase }> {
  const one = await loadCase(verb.db, verb.actor, named)
  const [kept] = await verb.db.select().from(parcelCases).where(eq(parcelCases.caseId, one.id))
  if (!kept) throw new Refusal(`${one.number} is not a parcel in trouble.`, 'case')
  mustBeOpen(one)
  return { one, kept }
}
