import { Refusal } from '../../kernel/words/refusal.ts'
import { count, cut, list } from '../../kernel/words/text.ts'
import type { Column } from './columns.ts'
import { type ExportForm, heading } from './export-form.ts'
import { amazonExport } from './forms/amazon.ts'
import { ebayExport } from './forms/ebay.ts'
import { etsyExport } from './forms/etsy.ts'
import { shopifyExport } from './forms/shopify.ts'
import { woocommerceAdvancedExport } from './forms/woocommerce-advanced.ts'
import { woocommerceOfficialExport } from './forms/woocommerce-official.ts'

/** Every form, a line each. */
export const FORMS: readonly ExportForm[] = [
  shopifyExport,
  woocommerceAdvancedExport,
  woocommerceOfficialExport,
  etsyExport,
  ebayExport,
  amazonExport,
]

/** Exports that don't say what has to be shipped or where, by what stands in their headers; and which to take instead. */
const INSTEAD: readonly { has: readonly string[]; why: string }[] = [
  {
    has: ['amazon-order-id'],
    why: 'This is Amazon’s “All orders” report, which has no names and streets. Download “Unshipped orders” instead.',
  },
  {
    has: ['sale date', 'order id', 'number of items'],
    why: 'This is Etsy’s list of orders, which doesn’t name their items. In Etsy’s “Download data”, choose “Order items”.',
  },
  {
    has: ['order_number', 'line_items'],
    why: 'This file has all items of an order in one cell. Export it as “Default – One Row per Item”.',
  },
  {
    has: ['order_number', 'line_item_1'],
    why: 'This file has each item of an order in a cell of its own. Export every item as a separate row.',
  },
]

/** Which form a file has, and which column stands where. */
export type Header = { form: ExportForm; columns: ReadonlyMap<number, Column>; names: readonly string[] }

/**
 * Recognises a file's form by its header: names in any order, case and spacing.
 * @throws Refusal for no form, saying what the nearest would need and what was found, and for a column that is there twice.
 */
export function recogniseForm(header: readonly string[]): Header {
  const names = header.map(fold)
  const has = (form: ExportForm, column: Column) =>
    form.columns[column]?.some(text => names.includes(fold(text))) ?? false
  const [nearest] = FORMS.map(form => ({
    form,
    missing: form.needs.filter(column => !has(form, column)),
    found: Object.keys(form.columns).filter(column => has(form, column as Column)).length,
  })).toSorted((one, two) => one.missing.length - two.missing.length || two.found - one.found)
  if (!nearest || nearest.missing.length > 0) throw unknown(header, names, nearest)
  return { form: nearest.form, columns: placed(nearest.form, header, names), names }
}

type Nearest = { form: ExportForm; missing: readonly Column[] } | undefined

function unknown(header: readonly string[], names: readonly string[], nearest: Nearest): Refusal {
  const known = INSTEAD.find(({ has }) => has.every(name => names.includes(name)))
  if (known || !nearest) return new Refusal(known?.why ?? 'I know no form of orders.')
  const { form, missing } = nearest
  const found = header.map(text => text.trim()).filter(Boolean)
  return new Refusal(
    `I don’t know this form of orders. The nearest is ${form.title}: ${count(missing.length, 'column')} missing ` +
      `(${list(missing.map(column => heading(form, column)))}). Found: ${cut(found.join(', '), 400) || 'none'}.`,
  )
}

function placed(form: ExportForm, header: readonly string[], names: readonly string[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>()
  for (const [column, called] of Object.entries(form.columns)) {
    const name = called.map(fold).find(name => names.includes(name))
    if (name === undefined) continue
    const place = names.indexOf(name)
    if (names.includes(name, place + 1)) throw new Refusal(`The column “${header[place]?.trim()}” is there twice.`)
    columns.set(place, column as Column)
  }
  return columns
}

export const fold = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
