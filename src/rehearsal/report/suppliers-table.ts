import { html } from 'hono/html'
import { count, inFigures } from '../../kernel/words/text.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { brokenOf, shareOf } from '../scores.ts'
import { MOST_SUPPLIERS, table } from './tables.ts'
import { percent } from './words.ts'

/** All suppliers that broke a promise, the most first, folded away. */
export function suppliersTable({ suppliers }: Rehearsal) {
  const late = suppliers.filter(one => brokenOf(one) > 0)
  const kept = suppliers.length - late.length
  const said = `${count(kept, 'supplier')} of ${inFigures(suppliers.length)} broke no promise.`
  if (late.length === 0) return html`<p>${said}</p>`
  const head = ['Supplier', 'Orders', 'On time', 'Late', 'Never shipped', 'Broken']
  const rows = late
    .slice(0, MOST_SUPPLIERS)
    .map(one => [
      one.supplier,
      ...[one.orders, one['on time'], one.late, one.never].map(inFigures),
      percent(shareOf(one), 1),
    ])
  const more =
    late.length > MOST_SUPPLIERS
      ? ` Of ${inFigures(late.length)} that did, the first ${MOST_SUPPLIERS} are listed.`
      : ''
  return html`<details><summary>As a table</summary>${table(head, rows)}</details><p class="note">${said}${more}</p>`
}
