import type { Verb } from '../kernel/asking/command.ts'
import { writeTogether } from '../kernel/ground/write-together.ts'
import { type BatchRow, batches, batchItems } from './tables.ts'

/** Most things of a batch: what one look can plan and one button can name. */
export const MOST_IN_BATCH = 1_000

/** What is asked for each of many; `id` is named by who lists them, so that two presses start it once. */
export type NewBatch = Pick<BatchRow, 'id' | 'command' | 'argument' | 'input' | 'thing' | 'deed'> & {
  all: readonly { id: string; number: string }[]
}

/**
 * Has a command asked for each of many things, on behalf of who asks now: after we commit, one transaction each, and once
 * each however often it is begun.
 * @returns false where that batch was started before.
 */
export async function startBatch(verb: Verb, { all, ...batch }: NewBatch): Promise<boolean> {
  const [added] = await verb.db
    .insert(batches)
    .values({ ...batch, askedBy: verb.actor, askedAt: verb.now })
    .onConflictDoNothing()
    .returning({ id: batches.id })
  if (!added) return false
  const rows = all.map(({ id, number }, position) => ({ batchId: batch.id, position, subject: id, number }))
  await writeTogether(verb.db, [{ into: batchItems, rows }])
  await verb.owe({ name: 'batch.run', subject: batch.id, queue: `batch ${batch.id}` })
  await verb.record('batch.started', batch.id, { command: batch.command, things: all.length })
  return true
}
