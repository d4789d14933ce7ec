import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind, Work } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { Noted } from './note-batch.ts'
import { type BatchItem, type BatchRow, batches, batchItems } from './tables.ts'

/** How many are done, or for how long, ms, until their card says so. */
const STEP = { most: 25, lasts: 1_500 }
/** What broke is tried again so often before it is given up. */
const MOST_TRIES = 3
const BROKE = 'It did not work, and the error was recorded.'

type Parts = { db: Db; ask: Ask }

/**
 * Does what a batch holds, one after another. A thing that was done in a process that died before it could say so is known
 * by its delivery, and not done again.
 */
export function runBatch({ db, ask }: Parts): TaskKind {
  return {
    pauses: [2_000, 10_000, 30_000],
    async run(work) {
      const [batch] = await db.select().from(batches).where(eq(batches.id, work.subject))
      if (!batch) return
      let from = -1
      let broken: unknown = null
      for (;;) {
        const due = await nextItems(db, batch.id, from)
        if (due.length === 0) break
        const step = await doSome({ ask }, batch, due, work)
        from = step.last
        broken ??= step.broken
        await ask('batch.note', { batch: batch.id, outcomes: step.noted }, waybill)
      }
      if (broken) throw broken
    },
  }
}

/** The next that wait, after a position. */
function nextItems(db: Db, batch: string, from: number): Promise<readonly BatchItem[]> {
  return db
    .select()
    .from(batchItems)
    .where(and(eq(batchItems.batchId, batch), gt(batchItems.position, from), isNull(batchItems.outcome)))
    .orderBy(asc(batchItems.position))
    .limit(STEP.most)
}

type Step = { noted: Noted[]; last: number; broken: unknown }

async function doSome(
  { ask }: Pick<Parts, 'ask'>,
  batch: BatchRow,
  due: readonly BatchItem[],
  { attempt, mustHold, signal }: Work,
): Promise<Step> {
  const step: Step = { noted: [], last: -1, broken: null }
  const end = performance.now() + STEP.lasts
  for (const { position, subject } of due) {
    if (step.noted.length > 0 && (signal.aborted || performance.now() > end)) break
    signal.throwIfAborted()
    mustHold()
    step.last = position
    const delivery = { source: 'batch', key: `${batch.id} ${position}` }
    try {
      await ask(batch.command, { ...batch.input, [batch.argument]: subject }, batch.askedBy, delivery)
      step.noted.push({ position, outcome: 'done' })
    } catch (error) {
      if (error instanceof Refusal) step.noted.push({ position, outcome: 'refused', why: error.message })
      else if (attempt + 1 >= MOST_TRIES) step.noted.push({ position, outcome: 'failed', why: BROKE })
      else step.broken ??= error
    }
  }
  return step
}
