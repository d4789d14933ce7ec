import { list } from '../kernel/words/text.ts'
import type { OrderLine } from '../orders/tables.ts'

/** What a supplier sees of a line apart from how many pieces. */
export type Details = Pick<OrderLine, 'sku' | 'title' | 'options' | 'imageUrl'>
type Difference<T> = { before: T; after: T }

/** How what the order says now differs from what was sent: by order line id, and of the shipping method. */
export type DetailsChange = {
  lines: Readonly<Record<string, Difference<Details>>>
  method: Difference<string | null> | null
}

/** A line as it was sent, and the same line as its order has it now. */
type Line = { line: OrderLine; now: OrderLine; asked: number; shipped: number }
type Sent = { po: { method: string | null }; methodNow: string | null; lines: readonly Line[] }

const FIELDS = [
  ['sku', 'SKU'],
  ['title', 'title'],
  ['options', 'options'],
] as const

/** A line as it was sent. What a supplier never sees (price, the store's id) is the order's. */
export function asSent(line: OrderLine, { position, sku, title, options, imageUrl }: Details & { position: number }) {
  return { ...line, position, sku, title, options, imageUrl }
}

/**
 * What of a purchase order the store changed since it was sent, of pieces that are in no parcel yet; null where
 * nothing.
 * A line that the store removed is a change of quantity. Pure.
 */
export function detailsChanged({ po, methodNow, lines }: Sent): DetailsChange | null {
  const differs = lines.filter(
    ({ line, now, asked, shipped }) =>
      now.quantity > 0 && asked > shipped && FIELDS.some(([field]) => line[field] !== now[field]),
  )
  const toShip = lines.some(({ asked, shipped }) => asked > shipped)
  const method = toShip && po.method !== methodNow ? { before: po.method, after: methodNow } : null
  if (differs.length === 0 && !method) return null
  const changed = differs.map(({ line, now }) => [line.id, { before: detailsOf(line), after: detailsOf(now) }] as const)
  return { lines: Object.fromEntries(changed), method }
}

/** `Mug: options “Hanna” instead of “Anna”. Method: “Express” instead of “Standard”.` */
export function detailsWords({ lines, method }: DetailsChange): string {
  const said = Object.values(lines).map(({ before, after }) => {
    const fields = FIELDS.filter(([field]) => before[field] !== after[field])
    return `${before.title}: ${list(fields.map(([field, name]) => `${name} ${instead(before[field], after[field])}`))}.`
  })
  return [...said, ...(method ? [`Method: ${instead(method.before, method.after)}.`] : [])].join(' ')
}

const instead = (before: string | null, after: string | null) => `${quoted(after)} instead of ${quoted(before)}`
const quoted = (text: string | null) => (text === null ? 'none' : `“${text}”`)
const detailsOf = ({ sku, title, options, imageUrl }: Details): Details => ({ sku, title, options, imageUrl })
