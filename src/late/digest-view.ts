import { addHours } from 'date-fns/addHours'
import { and, asc, count, eq, gte, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import type { LateRule } from './rules.ts'
import { notices } from './tables.ts'

/** Most that a digest names: what one can take in at a glance. */
const SHOWN = 15

/** Which digest: of a supplier's rooms, or of the staff's (null), for the hour from `windowAt`. */
export type Which = { supplierId: string | null; windowAt: Date }

export type DigestRow = {
  number: string
  supplier: string
  zone: string
  rules: readonly LateRule[]
  dueAt: Date
  answered: boolean
}
/** All purchase orders of a digest; `left` of them still want an answer, the first rows are those. */
export type DigestView = Which & { all: number; left: number; rows: readonly DigestRow[] }

const { shippedAt, cancelledAt, declinedAt, promisedOn } = purchaseOrders
/** A breach is answered in its case. A warning has none: a promised day answers it too. */
const settled = or(isNotNull(cases.closedAt), isNotNull(cases.answeredAt))
const warned = or(isNotNull(shippedAt), isNotNull(cancelledAt), isNotNull(declinedAt), isNotNull(promisedOn))
/** Whether it wants no answer any more; where it was warned of as well, its breach decides. */
const answered = sql<boolean>`coalesce(bool_and(${settled}) filter (where ${notices.caseId} is not null), bool_and(${warned}))`

/** What fell due together in one hour and was posted together. */
export async function digestView(read: Reads, which: Which): Promise<DigestView> {
  const told = read
    .select({
      number: purchaseOrders.number,
      supplier: suppliers.name,
      zone: suppliers.zone,
      rules: sql<LateRule[]>`array_agg(distinct ${notices.rule})`.as('rules'),
      dueAt: sql<Date>`min(${notices.dueAt})`.mapWith(notices.dueAt).as('first_due_at'),
      answered: answered.as('answered'),
    })
    .from(notices)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, notices.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, notices.supplierId))
    .leftJoin(cases, eq(cases.id, notices.caseId))
    .where(within(which))
    .groupBy(purchaseOrders.id, suppliers.id)
    .as('told')
  const rows = await read
    .select()
    .from(told)
    .orderBy(asc(told.answered), asc(told.dueAt), asc(told.number))
    .limit(SHOWN)
  const [counted] = await read
    .select({ all: count(), left: sql<number>`count(*) filter (where not ${told.answered})`.mapWith(Number) })
    .from(told)
  return { ...which, all: counted?.all ?? 0, left: counted?.left ?? 0, rows }
}

function within({ supplierId, windowAt }: Which): SQL | undefined {
  const inTime = and(gte(notices.noticedAt, windowAt), lt(notices.noticedAt, addHours(windowAt, 1)))
  return supplierId
    ? and(eq(notices.supplierId, supplierId), eq(notices.notified, 'digest'), inTime)
    : and(eq(notices.staffNotified, 'digest'), inTime)
}
