import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { beginImport } from './confirm-import.ts'
import { keepRows } from './keep-rows.ts'
import { loadImport } from './load-import.ts'
import { trackingImportRows, trackingImports } from './tables.ts'

const Row = z.object({
  ...{ row: z.int(), purchaseOrder: z.string(), number: z.string() },
  ...{ carrier: z.string(), pieces: z.string() },
})
export const FillImport = z.object({
  import: z.uuid(),
  files: z.array(z.object({ name: z.string(), rows: z.array(Row), why: z.string().nullable() })),
})

/** What was read of an import's files: all of it at once, and once. What of it can't be read is said. */
export async function fillImport(verb: Verb, input: z.infer<typeof FillImport>): Promise<Outcome> {
  const made = await loadImport(verb, input.import)
  if (made.readAt) return { text: 'It was read already.' }
  const whys: string[] = []
  for (const { name, rows, why } of input.files) {
    if (why) whys.push(`${name}: ${why}`)
    const kept = keepRows(verb, made, rows, input.files.length > 1 ? name : '')
    await kept.catch(error => {
      if (!(error instanceof Refusal)) throw error
      whys.push(`${name}: ${error.message}`)
    })
  }
  const why = whys.join(' ') || null
  await verb.db.update(trackingImports).set({ readAt: verb.now, why }).where(eq(trackingImports.id, made.id))
  await verb.record('tracking_import.read', made.id, { name: made.name })
  const ready = and(eq(trackingImportRows.importId, made.id), eq(trackingImportRows.verdict, 'ready'))
  if (made.confirmedBy && (await verb.db.$count(trackingImportRows, ready)) > 0)
    await beginImport(verb, made, made.confirmedBy)
  return { text: 'It was read.' }
}
