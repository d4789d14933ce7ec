import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { shipments } from '../shipments/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { LATE } from './late-cases.ts'
import { all, type LateScope, type Listed, listed, type PageOf } from './part.ts'
import { type LateRule, lateRules } from './rules.ts'
import { notices } from './tables.ts'

/** A purchase order with an open late case. */
export type LateRow = {
  case: string
  order: string
  number: string
  supplier: string
  zone: string
  /** The first promise that was broken and is not made good; null where the case was opened for another reason. */
  rule: LateRule | null
  since: Date
  owner: string | null
  snoozedUntil: Date | null
}

const unshipped = sql`${purchaseOrders.shippedAt} is null`

/** Whether a breach of each rule is not made good yet: `stands` of notice.ts, for the database. A warning is none. */
const STANDS: Readonly<Record<LateRule, SQL>> = {
  acknowledge: sql`${purchaseOrders.acknowledgedAt} is null and ${unshipped}`,
  ship_soon: sql`false`,
  ship: unshipped,
  scan: sql`exists (select 1 from ${shipments} where ${shipments.purchaseOrderId} = ${purchaseOrders.id}
    and ${shipments.scanBy} = ${notices.dueAt} and ${shipments.scannedAt} is null
    and ${shipments.deliveredAt} is null)`,
  promised: unshipped,
}
const stands = sql`(${sql.join(
  lateRules.map(rule => sql`(${notices.rule} = ${sql.raw(`'${rule}'`)} and ${STANDS[rule]})`),
  sql` or `,
)})`

/** Open late cases: those that speak, or those that are silent until a time; to a supplier all are merely late. */
export function whichLate(
  which: 'late' | 'snoozed',
  { supplierId, owner, own }: LateScope,
  now: Date,
): SQL | undefined {
  const speaks = own ? sql`true` : or(isNull(cases.snoozedUntil), lte(cases.snoozedUntil, now))
  return and(
    eq(cases.kind, LATE),
    isNull(cases.closedAt),
    which === 'late' ? speaks : own ? sql`false` : gt(cases.snoozedUntil, now),
    supplierId ? eq(cases.supplierId, supplierId) : undefined,
    owner && and(eq(cases.ownerChat, owner.chat), eq(cases.ownerUser, owner.user)),
  )
}

/** Those late for longest first; of the snoozed, those that wake first. With how many there are in all. */
export async function findLate(
  db: Reads,
  which: 'late' | 'snoozed',
  scope: LateScope,
  now: Date,
  { from, most }: PageOf,
): Promise<Listed<LateRow>> {
  const breach = firstBreach(db)
  const since = sql<Date>`coalesce(${breach.dueAt}, ${cases.openedAt})`.mapWith(cases.openedAt)
  const found = await db
    .select({
      row: {
        case: cases.number,
        order: cases.orderId,
        number: purchaseOrders.number,
        supplier: suppliers.name,
        zone: suppliers.zone,
        rule: breach.rule,
        since,
        owner: cases.ownerName,
        snoozedUntil: cases.snoozedUntil,
      },
      all,
    })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .leftJoinLateral(breach, sql`true`)
    .where(whichLate(which, scope, now))
    .orderBy(asc(which === 'late' ? since : cases.snoozedUntil), asc(purchaseOrders.number), asc(cases.id))
    .offset(from)
    .limit(most)
  return listed(found)
}

/** For a query over cases and their purchase orders: the first broken promise of each. */
export function firstBreach(db: Reads) {
  return db
    .select({ rule: notices.rule, dueAt: notices.dueAt })
    .from(notices)
    .where(and(eq(notices.caseId, cases.id), stands))
    .orderBy(asc(notices.dueAt))
    .limit(1)
    .as('breach')
}
