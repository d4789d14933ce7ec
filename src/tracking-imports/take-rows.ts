import { and, asc, eq } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind, Work } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { type Actor, waybill } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { trackingImportRows, trackingImports } from './tables.ts'

/** How many rows are looked up at once. */
const BATCH = 50
/** How long it counts on silently, ms: what takes longer shows how far it is. */
const SILENT = 2_000
/** How often a row that fails without a reason is tried before it is left, so that it does not hold up the others. */
const TRIES = 3
const FAILED = 'It did not work, and the error was recorded. Check it again later.'

/**
 * Adds the parcels of a confirmed import, each in a transaction of its own, so that none is half done and none spoils
 * another. What was done is on its row: killed at any point and run again, it goes on where it stopped.
 */
export function takeRows({ db, ask }: { db: Db; ask: Ask }): TaskKind {
  return {
    async run(work) {
      const { subject: id } = work
      const [made] = await db.select().from(trackingImports).where(eq(trackingImports.id, id))
      if (!made?.confirmedBy || made.finishedAt) return
      let counted = performance.now()
      for (let rows = await nextRows(db, id); rows.length > 0; rows = await nextRows(db, id))
        for (const { position } of rows) {
          work.signal.throwIfAborted()
          await takeRow(ask, work, made.confirmedBy, position)
          if (performance.now() - counted < SILENT) continue
          counted = performance.now()
          await ask('tracking.import-count', { import: id, isOver: false }, waybill)
        }
      await ask('tracking.import-count', { import: id, isOver: true }, waybill)
    },
  }
}

function nextRows(db: Db, id: string) {
  return db
    .select({ position: trackingImportRows.position })
    .from(trackingImportRows)
    .where(and(eq(trackingImportRows.importId, id), eq(trackingImportRows.verdict, 'ready')))
    .orderBy(asc(trackingImportRows.position))
    .limit(BATCH)
}

async function takeRow(ask: Ask, work: Work, by: Actor, position: number): Promise<void> {
  const row = { import: work.subject, position }
  try {
    await ask('tracking.import-take', row, by)
  } catch (error) {
    const isRefused = error instanceof Refusal
    if (!isRefused && work.attempt < TRIES) throw error
    await ask('tracking.import-leave', { ...row, why: isRefused ? error.message : FAILED }, waybill)
  }
}
