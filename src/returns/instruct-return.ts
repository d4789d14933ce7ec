import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { attachFiles, FileIds } from '../cases/attach.ts'
import { nextWarning } from '../cases/deadline.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { expiryOf } from './expiry.ts'
import { loadReturn } from './load-return.ts'
import { returns } from './tables.ts'

export const InstructReturn = z.object({
  case: z.string().min(1),
  returnTo: truncated(500).optional(),
  instructions: truncated(2_000).optional(),
  expires: z.string().trim().optional(),
  /** The label, most of all. */
  files: FileIds.optional(),
})

/** Changes where an approved return goes, with which label, or until when. */
export async function instructReturn(verb: Verb, input: z.infer<typeof InstructReturn>): Promise<Outcome> {
  const { one, row } = await loadReturn(verb, input.case, 'instruct')
  await mustNotName(verb, one.orderId, input.returnTo, 'returnTo')
  await mustNotName(verb, one.orderId, input.instructions, 'instructions')
  const { zone } = await supplierById(verb.db, one.supplierId)
  const expiresAt = input.expires ? expiryOf(input.expires, zone, verb.now) : null
  const changed = [
    ...(input.returnTo ? ['address'] : []),
    ...(input.instructions ? ['instructions'] : []),
    ...(expiresAt ? ['expiry'] : []),
    ...(input.files?.length ? ['label'] : []),
  ]
  if (changed.length === 0) throw new Refusal('Write what is new: the address, the instructions, the day or a label.')
  const warnAt = expiresAt && !row.postedAt ? nextWarning({ from: verb.now, by: expiresAt }, verb.now) : row.warnAt
  await verb.db
    .update(returns)
    .set({
      warnAt,
      returnTo: input.returnTo || row.returnTo,
      instructions: input.instructions || row.instructions,
      expiresAt: expiresAt ?? row.expiresAt,
    })
    .where(eq(returns.caseId, one.id))
  await attachFiles(verb, one, input.files ?? [], input.files ? 'Return label' : null)
  await verb.record('return.instructed', one.id, { ...factOf(one), by: verb.actor.name, changed })
  return { text: `${one.number}: the ${list(changed)} ${changed.length === 1 ? 'is' : 'are'} new.` }
}
