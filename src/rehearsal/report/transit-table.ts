import { inFigures } from '../../kernel/words/text.ts'
import type { Rehearsal } from '../rehearsal.ts'
import type { Spread } from '../spread.ts'
import { MOST_SUPPLIERS, table } from './tables.ts'

/** How long the parcels of each supplier took, the slowest first. */
export function transitTable({ transits: { all, suppliers } }: Rehearsal) {
  const columns = [
    ...(all.toScan ? [{ title: 'first scan', of: 'toScan' as const }] : []),
    ...(all.toDelivery ? [{ title: 'delivery', of: 'toDelivery' as const }] : []),
  ]
  const head = columns.flatMap(({ title }) => [`Orders with a ${title}`, 'Days: median', '95 % within'])
  const rows = suppliers
    .slice(0, MOST_SUPPLIERS)
    .map(one => [one.supplier, ...columns.flatMap(({ of }) => cells(one[of]))])
  return table(['Supplier', ...head], rows)
}

const cells = (spread: Spread | null) =>
  spread ? [inFigures(spread.of), spread.median.toFixed(1), spread.p95.toFixed(1)] : ['0', '–', '–']
