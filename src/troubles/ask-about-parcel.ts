import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf, findCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { loadParcelCase } from './load-parcel-case.ts'
import { parcelView } from './parcel-view.ts'
import { PARCEL } from './settle-troubles.ts'
import { parcelCases } from './tables.ts'
import { TROUBLES } from './trouble.ts'

export const AskAboutParcel = z.object({
  case: z.string().min(1),
  question: z.string().trim().min(1, 'write what you want to know').pipe(truncated(1_500)),
})

/** What is most often asked of such a parcel, to be changed or sent as it is. */
export async function startAsking(db: Reads, actor: Actor, known: Readonly<Record<string, unknown>>) {
  const one = typeof known.case === 'string' ? await findCase(db, actor, known.case) : null
  if (one?.kind !== PARCEL) return {}
  return { question: TROUBLES[(await parcelView(db, one.id)).trouble.trouble].asks }
}

/** Staff ask the supplier about a parcel: it reads of it from then on, and is reminded until it answers. */
export async function askAboutTrouble(verb: Verb, input: z.infer<typeof AskAboutParcel>): Promise<Outcome> {
  const { one } = await loadParcelCase(verb, input.case)
  const { question } = input
  await mustNotName(verb, one.orderId, question, 'question')
  const asked = { sharedAt: verb.now, question, answer: null, answeredBy: null, answeredAt: null }
  await verb.db.update(parcelCases).set(asked).where(eq(parcelCases.caseId, one.id))
  await awaitAnswer(verb, one, 'supplier')
  await verb.record('parcel.asked', one.id, { ...factOf(one), by: verb.actor.name, question })
  return { text: `${(await supplierById(verb.db, one.supplierId)).name} was asked about ${one.number}.` }
}
