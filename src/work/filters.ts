import type { Reads } from '../kernel/ground/db.ts'
import type { WorkFilter } from '../kernel/shapes/work.ts'
import { sortChoices } from '../order-desk/sorts.ts'
import { allStores } from '../stores/find-store.ts'
import { allSuppliers } from '../suppliers/find-supplier.ts'

/** Rows of a page. */
export const ROWS = 50

/** A filter that is always one of these. */
export function whichFilter(lists: Readonly<Record<string, string>>, value: string): WorkFilter {
  const choices = Object.entries(lists).map(([one, label]) => ({ value: one, label }))
  return { name: 'which', label: 'Which', value, choices }
}

export function sortFilter(value: string): WorkFilter {
  return { name: 'sort', label: 'Order', value, choices: sortChoices }
}

/** Of one supplier, or of any. */
export async function supplierFilter(db: Reads, value = ''): Promise<WorkFilter> {
  return anyOf('supplier', 'Supplier', value, await allSuppliers(db))
}

/** Of one store, or of any. */
export async function storeFilter(db: Reads, value = ''): Promise<WorkFilter> {
  return anyOf('store', 'Store', value, await allStores(db))
}

function anyOf(name: string, label: string, value: string, all: readonly { name: string }[]): WorkFilter {
  const named = all.map(one => ({ value: one.name, label: one.name }))
  return { name, label, value, choices: [{ value: '', label: 'Any' }, ...named] }
}

/** Tables that are short enough are paged by number: the value of `at`. */
export function turns(at: number, all: number): { next: string | null; back: string | null } {
  return { next: at * ROWS < all ? String(at + 1) : null, back: at > 1 ? String(at - 1) : null }
}
