import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { rowLine } from './import-card.ts'
import { loadImport } from './load-import.ts'
import { trackingImportRows } from './tables.ts'
import { isLeft } from './view-import.ts'

export const ShowRows = z.object({
  import: z.uuid(),
  which: z.enum(['all', 'left']).default('all'),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
})

/** Rows of a page: what a card holds on every chat. */
const PAGE = 20

/** The rows of an import page by page, with what becomes of each; or only those that are not taken. */
export async function showRows(verb: Verb, { import: id, which, page }: z.infer<typeof ShowRows>): Promise<Outcome> {
  const made = await loadImport(verb, id)
  const own = eq(trackingImportRows.importId, id)
  const wanted = which === 'left' ? and(own, isLeft) : own
  const all = await verb.db.$count(trackingImportRows, wanted)
  const rows = await verb.db
    .select()
    .from(trackingImportRows)
    .where(wanted)
    .orderBy(asc(trackingImportRows.position))
    .limit(PAGE)
    .offset((page - 1) * PAGE)
  const pages = Math.max(1, Math.ceil(all / PAGE))
  const go = (label: string, to: object): Button => {
    return { label, command: 'tracking.import-rows', input: { import: id, which, page: 1, ...to } }
  }
  const summary = `${count(all, which === 'left' ? 'row is not added' : 'row', which === 'left' ? 'rows are not added' : 'rows')}${pages > 1 ? `; page ${page} of ${pages}` : ''}.`
  const buttons = [
    ...(page < pages ? [go('Next', { page: page + 1 })] : []),
    ...(page > 1 ? [go('Back', { page: page - 1 })] : []),
    which === 'all' ? go('Only what is not added', { which: 'left' }) : go('All rows', { which: 'all' }),
  ]
  const audience = made.supplierId ? { supplierId: made.supplierId } : ('staff' as const)
  const title = `Rows of ${made.name}`
  return { text: summary, card: { audience, tone: 'neutral', title, summary, lines: rows.map(rowLine), buttons } }
}
