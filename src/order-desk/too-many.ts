import { list } from '../kernel/words/text.ts'
import type { LineView, PurchaseOrderView } from './order-view.ts'

/** The lines of which more is in parcels than was asked for. Pure. */
export function tooMany({ lines }: Pick<PurchaseOrderView, 'lines'>): readonly LineView[] {
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
export function isOtherwise(view: Pick<PurchaseOrderView, 'po' | 'lines' | 'changes'>): boolean {
  const { partlyShippedAt, deliveredAt } = view.po
  const past = view.changes.some(({ refusedAt }) => refusedAt && partlyShippedAt && refusedAt >= partlyShippedAt)
  return deliveredAt === null && (past || tooMany(view).length > 0)
}
