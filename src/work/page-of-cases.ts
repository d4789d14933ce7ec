import { z } from 'zod'
import { CaseFilter, type CaseRow, casesOn } from '../cases/cases-on.ts'
import { caseKinds, kindOf } from '../cases/kind.ts'
import { waitsInWords } from '../cases/list-cases.ts'
import { LISTS } from '../cases/listed-cases.ts'
import type { WorkFilter, WorkRow } from '../kernel/shapes/work.ts'
import { ROWS, storeFilter, supplierFilter, turns, whichFilter } from './filters.ts'
import type { AskedOfTable, Looking, TablePage } from './table-page.ts'

const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1)

/** Open cases, those that speak next first. For staff. @throws Refusal for a supplier or store that is not here; ZodError */
export async function pageOfCases(looking: Looking, asked: AskedOfTable): Promise<TablePage> {
  const wanted = CaseFilter.parse(asked)
  const at = pageNumber.parse(asked.at)
  const { rows, all } = await casesOn(looking, wanted, { from: (at - 1) * ROWS, most: ROWS })
  const { credits: _, ...lists } = LISTS
  return {
    filters: [
      whichFilter(lists, wanted.which),
      kindFilter(wanted.kind),
      await supplierFilter(looking.db, wanted.supplier),
      await storeFilter(looking.db, wanted.store),
    ],
    text: wanted.text ?? '',
    columns: ['Case', 'Kind', 'Purchase order', 'Supplier', 'Waits', 'Owner', 'Next'],
    rows: rows.map(row => rowOf(row, looking.now)),
    all,
    ...turns(at, all),
  }
}

function kindFilter(value = ''): WorkFilter {
  const kinds = caseKinds().map(({ name, title }) => ({ value: name, label: title }))
  return { name: 'kind', label: 'Kind', value, choices: [{ value: '', label: 'Any' }, ...kinds] }
}

function rowOf({ one, po, supplier }: CaseRow, now: Date): WorkRow {
  const when = one.snoozedUntil ?? one.nextAt
  const isOverdue = !one.snoozedUntil && one.nextAt !== null && one.nextAt < now
  return {
    ...{ id: one.id, number: one.number, tone: isOverdue || !one.ownerName ? 'warning' : 'waiting' },
    cells: [
      kindOf(one).title,
      po,
      supplier,
      waitsInWords(one, supplier),
      one.ownerName ?? 'no owner',
      when ? [one.snoozedUntil ? 'silent until ' : '', { at: when.toISOString() }] : '',
    ],
  }
}
