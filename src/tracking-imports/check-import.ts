import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { findFacts } from './find-facts.ts'
import { judgeRows } from './judge-row.ts'
import { loadImport } from './load-import.ts'
import { trackingImportRows, trackingImports } from './tables.ts'

export const CheckImport = z.object({ import: z.uuid(), carrier: z.string().trim().min(1).max(80).optional() })

/**
 * Judges what an import has not taken once more: after something was put right, or with the carrier of the numbers that
 * prove none. What can be added then waits for somebody to confirm it.
 */
export async function checkImport(verb: Verb, input: z.infer<typeof CheckImport>): Promise<Outcome> {
  const made = await loadImport(verb, input.import)
  if (made.confirmedAt && !made.finishedAt)
    throw new Refusal('Its parcels are being added just now. Check it after that.')
  const carrier = input.carrier ?? made.carrier
  const own = eq(trackingImportRows.importId, made.id)
  const open = and(own, notInArray(trackingImportRows.verdict, ['taken', 'same', 'bad']))
  const rows = await verb.db.select().from(trackingImportRows).where(open).orderBy(trackingImportRows.position)
  const read = rows.map(row => ({ ...row, row: row.position }))
  const judged = judgeRows(read, await findFacts(verb.db, { ...made, carrier }, read, verb.now))
  const ready = judged.filter(({ verdict }) => verdict === 'ready').length
  const positions = judged.map(({ position }) => position)
  if (positions.length > 0) {
    await verb.db.delete(trackingImportRows).where(and(own, inArray(trackingImportRows.position, positions)))
    await verb.db.insert(trackingImportRows).values(judged.map(({ row: _, ...one }) => one))
  }
  await verb.db.update(trackingImports).set({ carrier }).where(eq(trackingImports.id, made.id))
  await verb.record('tracking_import.read', made.id, { name: made.name })
  return { text: ready > 0 ? `${count(ready, 'parcel')} can be added now.` : 'Nothing more can be added yet.' }
}
