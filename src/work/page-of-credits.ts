import { z } from 'zod'
import { kindOf } from '../cases/kind.ts'
import { type OwedCredit, owedCredits } from '../cases/owed-credits.ts'
import type { WorkRow } from '../kernel/shapes/work.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { ROWS, supplierFilter, turns } from './filters.ts'
import type { AskedOfTable, Looking, TablePage } from './table-page.ts'

const Wanted = z.object({
  supplier: z.string().trim().min(1).optional(),
  at: z.coerce.number().int().min(1).max(100_000).default(1),
})

/** What suppliers still owe for closed cases, the longest closed of each first. For staff. @throws Refusal; ZodError */
export async function pageOfCredits({ db }: Looking, asked: AskedOfTable): Promise<TablePage> {
  const { supplier, at } = Wanted.parse(asked)
  const supplierId = supplier ? (await findSupplier(db, supplier)).id : null
  const owed = await owedCredits(db, { supplierId })
  return {
    filters: [await supplierFilter(db, supplier)],
    text: null,
    columns: ['Case', 'Kind', 'Supplier', 'Owes', 'Closed'],
    rows: owed.slice((at - 1) * ROWS, at * ROWS).map(rowOf),
    all: owed.length,
    ...turns(at, owed.length),
  }
}

function rowOf(credit: OwedCredit): WorkRow {
  const { one, supplier } = credit
  return {
    ...{ id: one.id, number: one.number, tone: 'warning' },
    cells: [kindOf(one).title, supplier, inMoney(credit), one.closedAt ? { at: one.closedAt.toISOString() } : ''],
  }
}
