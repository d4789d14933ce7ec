import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadImport } from './load-import.ts'
import { trackingImportRows, trackingImports } from './tables.ts'

export const CountImport = z.object({ import: z.uuid(), isOver: z.boolean() })

/** Counts an import on while its parcels are added, and ends it. */
export async function countImport(verb: Verb, { import: id, isOver }: z.infer<typeof CountImport>): Promise<Outcome> {
  const made = await loadImport(verb, id)
  if (made.finishedAt) return { text: 'It is over already.' }
  const taken = sql<number>`count(*) filter (where ${trackingImportRows.verdict} = 'taken')::int`
  const [counted] = await verb.db.select({ taken }).from(trackingImportRows).where(eq(trackingImportRows.importId, id))
  if (isOver) await verb.db.update(trackingImports).set({ finishedAt: verb.now }).where(eq(trackingImports.id, id))
  const data = { name: made.name, taken: counted?.taken ?? 0 }
  await verb.record(isOver ? 'tracking_import.finished' : 'tracking_import.counted', id, data)
  return { text: 'It is counted.' }
}
