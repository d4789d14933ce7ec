import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import { previewCard } from '../kernel/shapes/preview-card.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { capital, count, list } from '../kernel/words/text.ts'
import type { JudgedRow } from './judge-supplier-row.ts'

/** How many rows of a kind the card itself names; the file has all. */
const MOST_NAMED = 10

type At = { files: readonly string[]; done: boolean }

/** What would become, or became, of each row: the card counts them, a file has them line by line. */
export async function supplierImportCard(
  verb: Verb,
  judged: readonly JudgedRow[],
  { files, done }: At,
): Promise<Outcome> {
  const of = (verdict: JudgedRow['verdict']) => judged.filter(one => one.verdict === verdict)
  const [fresh, skus, same, refused] = [of('new supplier'), of('new SKU'), of('same'), of('refused')]
  const news = list([
    ...(fresh.length > 0 ? [count(fresh.length, 'supplier')] : []),
    ...(skus.length > 0 ? [count(skus.length, 'SKU')] : []),
  ])
  const left = [
    ...(same.length > 0 ? [`${count(same.length, 'row')} changed nothing`] : []),
    ...(refused.length > 0 ? [`${count(refused.length, 'row')} can’t be taken`] : []),
  ]
  const first = news ? (done ? `${news} added.` : `${news} would be added.`) : 'Nothing here is new.'
  const summary = left.length > 0 ? `${first} ${capital(list(left))}.` : first
  const rows = [...refused, ...fresh, ...skus.slice(0, MOST_NAMED)].slice(0, 2 * MOST_NAMED)
  const press = { label: `Add ${news}`, command: 'supplier.import', input: { files, sure: 'yes' }, style: 'primary' }
  const card = previewCard({
    title: done || !news ? 'Suppliers and SKUs' : 'Add these suppliers and SKUs?',
    summary,
    affects: rows.map(({ row, says }) => `Row ${row}: ${says}`),
    presses: done || !news ? [] : [{ ...press, style: 'primary' as const }],
    tone: refused.length > 0 ? 'warning' : 'neutral',
  })
  const { context, ...shown } = card
  const file = await keepAttached(verb.db, { name: 'rows.csv', bytes: asCsv(judged) }, verb.now)
  return {
    text: summary,
    card: { ...(done ? shown : { ...shown, ...(context && { context }) }), files: [file] },
  }
}

function asCsv(judged: readonly JudgedRow[]): Uint8Array {
  const rows = judged.map(({ row, supplier, sku, verdict, says }) => [row, supplier, sku, verdict, says])
  return writeCsv(['Row', 'Supplier', 'SKU', 'Outcome', 'Details'], rows)
}
