import { asc, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { isId } from '../kernel/words/id.ts'
import { plainNumber } from '../kernel/words/plain.ts'
import { stores } from '../stores/tables.ts'
import { named, numbersNamed, waysToName } from './address.ts'
import { type Order, orders } from './tables.ts'

/** Most orders that `1050-1060` may mean. */
const MOST_IN_RANGE = 500

/** The orders that a text names, and the names that could not be matched, with why. */
export type NamedOrders = { orders: readonly Order[]; unknown: readonly { number: string; why: string }[] }

/** Whether a text names all: `all`. Pure. */
export const namesAll = (typed: string): boolean => typed.trim().toLowerCase() === 'all'

/** The names in `1042 1043, 1050-1060`, each as it is written; none where the text is one name, spaces or not. Pure. */
export function severalNames(typed: string): readonly string[] {
  const words = [...new Set(typed.split(/[\s,;]+/).filter(word => word !== ''))]
  const isOne = words.length < 2 ? !words.some(word => rangeOf(word)) : !words.every(word => /\d/.test(word))
  return isOne ? [] : words
}

/** The numbers of `1050-1060`; null for anything else. Pure. */
function rangeOf(word: string): readonly string[] | null {
  const [, first, last] = /^#?(\d{1,12})-#?(\d{1,12})$/.exec(word) ?? []
  const [from, to] = [Number(first), Number(last)]
  if (!(to > from) || to - from >= MOST_IN_RANGE) return null
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at))
}

/** The orders that somebody named, in that order and each once. Numbers within a range that no order has are skipped. */
export async function findNamedOrders(db: Reads, names: readonly string[]): Promise<NamedOrders> {
  const all = names.flatMap(name => [name, ...(rangeOf(name) ?? [])])
  const ids = all.filter(isId)
  const byId = ids.length > 0 ? await db.select().from(orders).where(inArray(orders.id, ids)) : []
  const numbers = [...new Set(all.filter(name => !isId(name)).flatMap(numbersNamed))]
  const rows = await db
    .select({ order: orders, store: stores.key, name: stores.name })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(inArray(numberKey(orders.number), numbers))
    .orderBy(asc(stores.key), asc(orders.placedAt), asc(orders.id))
  const known = rows.map(({ order, ...store }) => ({ ...store, id: order.id, number: order.number, order }))
  const found = new Map<string, Order>()
  const unknown: { number: string; why: string }[] = []
  const look = (name: string, inRange: boolean) => {
    const fitting = isId(name) ? byId.filter(({ id }) => id === name).map(order => ({ order })) : named(known, name)
    const [first, second] = fitting
    if (first && !second) found.set(first.order.id, first.order)
    else if (first) unknown.push({ number: name, why: `There are several. Write ${waysToName(named(known, name))}.` })
    else if (!inRange) unknown.push({ number: plainNumber(name), why: 'There is no such order.' })
  }
  for (const name of names) {
    const range = named(known, name).length > 0 ? null : rangeOf(name)
    for (const one of range ?? [name]) look(one, range !== null)
  }
  return { orders: [...found.values()], unknown }
}
