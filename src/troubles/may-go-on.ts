import { and, eq, isNull } from 'drizzle-orm'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { parcelTroubles } from './tables.ts'

/** @throws Refusal for a parcel that nothing is wrong with any more: it opens by itself when something is. */
export async function mayGoOn({ db }: Verb, { id, number }: Case): Promise<void> {
  const open = and(eq(parcelTroubles.caseId, id), isNull(parcelTroubles.endedAt))
  if ((await db.$count(parcelTroubles, open)) > 0) return
  throw new Refusal(`${number} stays closed: nothing is wrong with its parcel now. It opens again if something is.`)
}
