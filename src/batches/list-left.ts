import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { batches, batchItems } from './tables.ts'

export const ListLeft = z.object({ batch: z.uuid() })

/** All of a batch that was not done, with why, as a file: for the side that asked for it. */
export async function listLeft(verb: Verb, { batch: id }: z.infer<typeof ListLeft>): Promise<Outcome> {
  const { db, actor, now } = verb
  const [batch] = await db.select().from(batches).where(eq(batches.id, id))
  if (!batch || !isTheirs(batch.askedBy, actor)) throw new Refusal('That is not here any more.')
  const left = await db
    .select({ number: batchItems.number, why: batchItems.why })
    .from(batchItems)
    .where(and(eq(batchItems.batchId, id), isNotNull(batchItems.outcome), ne(batchItems.outcome, 'done')))
    .orderBy(asc(batchItems.position))
  const words = left.map(({ number, why }) => `${number}: ${why ?? ''}\n`).join('')
  const bytes = new TextEncoder().encode(words || 'nothing\n')
  const file = await keepAttached(db, { name: `not-${batch.deed}.txt`, bytes }, now)
  const summary = `${count(left.length, batch.thing)} not ${batch.deed}, and why.`
  const card = { audience: audienceOf(actor), tone: 'neutral' as const, title: 'Left', summary, files: [file] }
  return { text: summary, card }
}

/** Staff see what staff asked for, a supplier what its own people did. */
function isTheirs(asked: Verb['actor'], now: Verb['actor']): boolean {
  if (now.side === 'supplier') return asked.side === 'supplier' && asked.supplierId === now.supplierId
  return now.side === 'staff' && asked.side !== 'supplier'
}
