import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { loadImport } from './load-import.ts'
import { trackingImportRows } from './tables.ts'

export const ReportImport = z.object({ import: z.uuid() })

const HEADS = ['row', 'purchase_order', 'tracking_number', 'result', 'why']

/**
 * What became of each row of an import, for the system that sent it: CSV as `text`. `outcome`: open while it is being read
 * or added, done, or left where some of it was not added.
 */
export async function reportImport(verb: Verb, input: z.infer<typeof ReportImport>): Promise<Outcome> {
  const made = await loadImport(verb, input.import)
  if (!made.readAt || (made.confirmedAt && !made.finishedAt)) return { text: '', outcome: 'open' }
  const rows = await verb.db
    .select()
    .from(trackingImportRows)
    .where(eq(trackingImportRows.importId, made.id))
    .orderBy(trackingImportRows.position)
  const cells = rows.map(one => [
    ...[one.place, one.purchaseOrder, one.number],
    ...(isDone(one) ? [one.verdict === 'taken' ? 'added' : 'known already', ''] : ['not added', one.why ?? '']),
  ])
  const unread = made.why ? [['', '', '', 'not read', made.why]] : []
  const bytes = writeCsv(HEADS, [...cells, ...unread])
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return { text, outcome: made.why || !rows.every(isDone) ? 'left' : 'done' }
}

const isDone = ({ verdict }: { verdict: string }) => verdict === 'taken' || verdict === 'same'
