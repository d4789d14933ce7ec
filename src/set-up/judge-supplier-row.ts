import { nearest } from '../kernel/words/nearest.ts'
import { list } from '../kernel/words/text.ts'
import { matchesAll, plainSku, skuKey } from '../suppliers/sku.ts'
import type { SupplierRow } from './supplier-table.ts'

/** What would become of a row: something new, nothing, or why it can't be taken. */
export type JudgedRow = SupplierRow & { verdict: 'new supplier' | 'new SKU' | 'same' | 'refused'; says: string }

/** What is here already, by names without case and by `skuKey`; `others`: who lists a SKU, the first asked first. */
export type KnownSuppliers = {
  names: ReadonlyMap<string, string>
  lists(name: string, key: string): boolean
  others(key: string): readonly string[]
  /** Why a new supplier can't be added as a row says; null where it can. */
  whyNot(row: SupplierRow): string | null
}

/** Judges rows in their order: what one adds, those below it know. Pure. */
export function judgeSupplierRows(rows: readonly SupplierRow[], known: KnownSuppliers): readonly JudgedRow[] {
  const names = new Map(known.names)
  const listed = new Set<string>()
  return rows.map(row => {
    const name = row.supplier.toLowerCase()
    if (!name) return { ...row, verdict: 'refused', says: 'names no supplier' }
    if (row.sku) return judgeSku(row, known, names, listed)
    if (names.has(name))
      return { ...row, verdict: 'same', says: `${names.get(name)} is here already, and stays as it is` }
    const why = known.whyNot(row)
    if (why) return { ...row, verdict: 'refused', says: why }
    names.set(name, row.supplier)
    return { ...row, verdict: 'new supplier', says: `${row.supplier} is new` }
  })
}

function judgeSku(
  row: SupplierRow,
  known: KnownSuppliers,
  names: ReadonlyMap<string, string>,
  listed: Set<string>,
): JudgedRow {
  const lower = row.supplier.toLowerCase()
  const [name, sku] = [names.get(lower), plainSku(row.sku)]
  const key = skuKey(sku)
  if (!name) return { ...row, verdict: 'refused', says: unknown(row.supplier, names) }
  if (!sku || matchesAll(key))
    return { ...row, verdict: 'refused', says: `“${row.sku}” isn’t a SKU. Write how they begin, such as LAMP-*` }
  if (known.lists(lower, key) || listed.has(`${lower} ${key}`))
    return { ...row, sku, verdict: 'same', says: `${name} supplies ${sku} already` }
  listed.add(`${lower} ${key}`)
  const others = known.others(key).filter(one => one !== name)
  const after = others.length > 0 ? `, and is asked after ${list(others)}` : ''
  return { ...row, sku, verdict: 'new SKU', says: `${name} supplies ${sku}${after}` }
}

function unknown(typed: string, names: ReadonlyMap<string, string>): string {
  const near = names.get(nearest(typed.toLowerCase(), names.keys()) ?? '')
  const hint = near ? `Did you mean “${near}”?` : 'Add it in a row of its own, above this one, without a SKU.'
  return `I don’t know a supplier “${typed}”. ${hint}`
}
