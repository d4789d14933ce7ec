import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { awaitNext } from './await-next.ts'
import { countReturned } from './count-returned.ts'
import { type LoadedReturn, loadReturn } from './load-return.ts'
import { returns } from './tables.ts'

export const ReceiveReturn = z.object({ case: z.string().min(1) })

/** The parcel is back; what is inside is inspected next. */
export async function receiveReturn(verb: Verb, input: z.infer<typeof ReceiveReturn>): Promise<Outcome> {
  const loaded = await loadReturn(verb, input.case, 'receive')
  await markReceived(verb, loaded)
  await awaitNext(verb, loaded.one)
  return { text: `${loaded.one.number} was received. Next: say what was found inside.` }
}

/** Received by the asker; also when it was inspected without anybody saying so before. */
export async function markReceived(verb: Verb, { one, row }: LoadedReturn): Promise<void> {
  const by = verb.actor.name
  await verb.db
    .update(returns)
    .set({ postedAt: row.postedAt ?? verb.now, receivedAt: verb.now, receivedBy: by, warnAt: null })
    .where(eq(returns.caseId, one.id))
  await countReturned(verb, row.purchaseOrderId)
  await verb.record('return.received', one.id, { ...factOf(one), by })
}
