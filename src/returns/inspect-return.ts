import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { attachFiles, FileIds } from '../cases/attach.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { awaitNext } from './await-next.ts'
import { countReturned } from './count-returned.ts'
import { foundWords, readInspection } from './inspection.ts'
import { loadReturn, returnLinesOf, timesOf } from './load-return.ts'
import { markReceived } from './receive-return.ts'
import { canMoveReturn } from './return.ts'
import { settleTimes } from './settle-times.ts'
import { returnLines, returns } from './tables.ts'

export const InspectReturn = z.object({
  case: z.string().min(1),
  /** What became of each piece; nothing said means that all of it is restocked. */
  found: z.string().trim().max(2_000).optional(),
  files: FileIds.optional(),
})

/** Says line by line what was in the parcel. Inspecting it means that it was received. */
export async function inspectReturn(verb: Verb, input: z.infer<typeof InspectReturn>): Promise<Outcome> {
  const named = input.case
  const loaded = await loadReturn(verb, named, 'inspect')
  const { one, row } = loaded
  if (canMoveReturn(timesOf(one, row), 'receive')) await markReceived(verb, loaded)
  const lines = await returnLinesOf(verb.db, one.id)
  const fates = readInspection(input.found ?? '', lines)
  for (const [id, found] of fates) {
    const line = and(eq(returnLines.caseId, one.id), eq(returnLines.orderLineId, id))
    await verb.db.update(returnLines).set({ fates: found }).where(line)
  }
  await countReturned(verb, row.purchaseOrderId)
  const by = verb.actor.name
  await verb.db.update(returns).set({ inspectedAt: verb.now, inspectedBy: by }).where(eq(returns.caseId, one.id))
  await attachFiles(verb, one, input.files ?? [], null)
  await settleTimes(verb, one)
  await awaitNext(verb, one)
  const found = foundWords(await returnLinesOf(verb.db, one.id))
  await verb.record('return.inspected', one.id, { ...factOf(one), by, found })
  return { text: `${one.number} was inspected: ${found}.` }
}
