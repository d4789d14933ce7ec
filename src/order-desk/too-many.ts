import { list } from '../kernel/words/text.ts'
import type { Change, PurchaseOrder } from '../purchase-orders/tables.ts'
import type { LineView } from './order-view.ts'

/** The lines of which more is in parcels than was asked for. Pure. */
export function tooMany<Line extends Pick<LineView, 'asked' | 'shipped'>>({ lines }: { lines: readonly Line[] }) {
  return lines.filter(({ asked, shipped }) => shipped > asked)
}

/** `3 of Lamp instead of 2` */
export function tooManyWords(lines: readonly LineView[]): string {
  return list(lines.map(({ line, asked, shipped }) => `${shipped} of ${line.title} instead of ${asked}`))
}

/**
 * Whether what shipped is not what was asked: more than that, or as before a change that its supplier then refused. Once
 * it is delivered that is history. Pure.
 */
export function isOtherwise(view: {
  po: PurchaseOrder
  changes: readonly Change[]
  lines: readonly Pick<LineView, 'asked' | 'shipped'>[]
}): boolean {
  const { partlyShippedAt, deliveredAt } = view.po
  const past = view.changes.some(({ refusedAt }) => refusedAt && partlyShippedAt && refusedAt >= partlyShippedAt)
  return deliveredAt === null && (past || tooMany(view).length > 0)
}
