import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { parseInput } from '../kernel/asking/parse-input.ts'
import { sure } from '../kernel/asking/preview.ts'
import { keepFile } from '../kernel/ground/keep-file.ts'
import { loadFile } from '../kernel/ground/load-file.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import { decodeFile } from '../kernel/sheets/decode.ts'
import { textCells } from '../kernel/sheets/text-cells.ts'
import { orRefusal, Refusal } from '../kernel/words/refusal.ts'
import { addSupplier } from '../suppliers/add-supplier.ts'
import { supplierCommands } from '../suppliers/commands.ts'
import { allSuppliers, findSupplier } from '../suppliers/find-supplier.ts'
import { addSkus } from '../suppliers/list-skus.ts'
import { supplierSkus, suppliers } from '../suppliers/tables.ts'
import { type JudgedRow, judgeSupplierRows, type KnownSuppliers } from './judge-supplier-row.ts'
import { supplierImportCard } from './supplier-import-card.ts'
import { readSupplierTable, type SupplierRow } from './supplier-table.ts'

const MOST_TEXT = 200_000

export const ImportSuppliers = z.object({
  rows: z.string().trim().max(MOST_TEXT, 'too long to paste; send it as a file').optional(),
  files: z.array(z.uuid()).max(MOST_ATTACHED).default([]),
  sure,
})

/**
 * Takes suppliers and their SKUs from CSV, pasted or as files: shows what would become of each row, and does it once staff
 * say so. What is here already stays as it is, so that the same file again changes nothing.
 */
export async function importSuppliers(verb: Verb, input: z.infer<typeof ImportSuppliers>): Promise<Outcome> {
  const files = await kept(verb, input)
  const texts: string[] = []
  for (const id of files) texts.push(await textOfFile(verb, id))
  const rows = texts.flatMap(text => readSupplierTable(textCells(text)))
  const judged = judgeSupplierRows(rows, await whatIsKnown(verb))
  if (!input.sure) return supplierImportCard(verb, judged, { files, done: false })
  await add(verb, judged)
  return supplierImportCard(verb, judged, { files, done: true })
}

/** What was pasted is kept as a file, too: a button has no room for it. */
async function kept({ db, now }: Verb, { rows, files }: z.infer<typeof ImportSuppliers>): Promise<readonly string[]> {
  if (!rows && files.length === 0)
    throw new Refusal('Choose a CSV file, or paste its lines. The first line names the columns: Supplier, SKU.', 'rows')
  if (!rows) return files
  return [await keepFile(db, { name: 'pasted.csv', bytes: new TextEncoder().encode(rows) }, now), ...files]
}

async function textOfFile({ db }: Verb, id: string): Promise<string> {
  const file = await loadFile(db, id)
  if (!file) throw new Refusal('That file is not kept any more. Send it again.', 'files')
  return decodeFile(file.bytes).utf8.toString('utf8')
}

async function whatIsKnown({ db }: Verb): Promise<KnownSuppliers> {
  const all = await allSuppliers(db)
  const rows = await db
    .select({ key: supplierSkus.skuKey, name: suppliers.name })
    .from(supplierSkus)
    .innerJoin(suppliers, eq(suppliers.id, supplierSkus.supplierId))
    .orderBy(supplierSkus.rank, supplierSkus.listedAt)
  const byKey = Map.groupBy(rows, ({ key }) => key)
  const others = (key: string) => (byKey.get(key) ?? []).map(({ name }) => name)
  return {
    names: new Map(all.map(({ name }) => [name.toLowerCase(), name])),
    lists: (name, key) => others(key).some(one => one.toLowerCase() === name),
    others,
    whyNot: row => {
      const [tried] = [orRefusal(() => newSupplier(row))]
      return tried instanceof Refusal ? tried.message : null
    },
  }
}

/** @throws Refusal, as `/supplier add` does. */
function newSupplier({ supplier: name, zone, shipHours, instructions }: SupplierRow) {
  const said = Object.entries({ name, zone, shipHours, instructions }).filter(([, value]) => value)
  return parseInput(supplierCommands['supplier.add'], Object.fromEntries(said))
}

async function add(verb: Verb, judged: readonly JudgedRow[]): Promise<void> {
  for (const row of judged) if (row.verdict === 'new supplier') await addSupplier(verb, newSupplier(row))
  const skus = judged.filter(({ verdict }) => verdict === 'new SKU')
  for (const [name, rows] of Map.groupBy(skus, ({ supplier }) => supplier.toLowerCase()))
    await addSkus(
      verb,
      await findSupplier(verb.db, name),
      rows.map(({ sku }) => sku),
    )
}
