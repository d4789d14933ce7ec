import { addHours } from 'date-fns/addHours'
import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm'
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

const firstDueAt = sql<Date>`min(${notices.dueAt})`.mapWith(notices.dueAt)

/** What fell due together in one hour and was posted together, of several digests in one statement. */
export async function digestViews(read: Reads, all: readonly Which[]): Promise<readonly DigestView[]> {
  if (all.length === 0) return []
  const asked = all.map(({ supplierId, windowAt }, place) => ({
    ...{ place, supplier: supplierId, until: addHours(windowAt, 1) },
    ...(supplierId ? { since: windowAt } : { staff_since: windowAt }),
  }))
  const told = read
    .select({
      number: purchaseOrders.number,
      supplier: suppliers.name,
      zone: suppliers.zone,
      rules: sql<LateRule[]>`array_agg(distinct ${notices.rule})`.as('rules'),
      dueAt: firstDueAt.as('first_due_at'),
      answered: answered.as('answered'),
      all: sql<number>`count(*) over ()`.mapWith(Number).as('all_of_it'),
      left: sql<number>`count(nullif(${answered}, true)) over ()`.mapWith(Number).as('left_of_it'),
    })
    .from(notices)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, notices.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, notices.supplierId))
    .leftJoin(cases, eq(cases.id, notices.caseId))
    .where(isWithin)
    .groupBy(purchaseOrders.id, suppliers.id)
    .orderBy(asc(answered), asc(firstDueAt), asc(purchaseOrders.number))
    .limit(SHOWN)
    .as('told')
  const { all: allOfIt, left, ...row } = told._.selectedFields
  const rows = await read
    .select({ place: sql<number>`which.place`, row, allOfIt, left })
    .from(
      sql`jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as which(place int, supplier uuid, since timestamptz, staff_since timestamptz, until timestamptz)`,
    )
    .crossJoinLateral(told)
    .orderBy(asc(told.answered), asc(told.dueAt), asc(told.number))
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return all.map((which, place) => {
    const own = byPlace.get(place) ?? []
    return { ...which, all: own[0]?.allOfIt ?? 0, left: own[0]?.left ?? 0, rows: own.map(({ row }) => row) }
  })
}

/** Each is null in the digests of the other side, which then reads nothing of these, by an index. */
const isWithin = and(
  or(
    sql`${notices.supplierId} = which.supplier and ${notices.notified} = 'digest' and ${notices.noticedAt} >= which.since`,
    sql`${notices.staffNotified} = 'digest' and ${notices.noticedAt} >= which.staff_since`,
  ),
  sql`${notices.noticedAt} < which.until`,
)
