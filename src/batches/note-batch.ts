import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { batches, batchItems, outcomes } from './tables.ts'

const Noted = z.object({ position: z.int(), outcome: z.enum(outcomes), why: z.string().optional() })
export type Noted = z.infer<typeof Noted>
export const NoteBatch = z.object({ batch: z.uuid(), outcomes: z.array(Noted) })

/** Writes down what became of some things of a batch, and that it is over once none waits. */
export async function noteBatch(verb: Verb, input: z.infer<typeof NoteBatch>): Promise<Outcome> {
  const { batch: id, outcomes } = input
  await verb.db.execute(sql`
    update ${batchItems} set outcome = told.outcome, why = told.why
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as told(position int, outcome text, why text)
    where ${batchItems.batchId} = ${id} and ${batchItems.position} = told.position and ${batchItems.outcome} is null`)
  const waiting = await verb.db.$count(batchItems, and(eq(batchItems.batchId, id), isNull(batchItems.outcome)))
  const isOver = and(eq(batches.id, id), isNull(batches.finishedAt))
  if (waiting === 0) await verb.db.update(batches).set({ finishedAt: verb.now }).where(isOver)
  await verb.record('batch.advanced', id, { things: outcomes.length, waiting })
  return { text: `${waiting} wait.`, outcome: waiting > 0 ? 'more' : 'done' }
}
