import { and, asc, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import { amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { calendarsInForce } from '../suppliers/calendars-in-force.ts'
import { suppliers } from '../suppliers/tables.ts'
import { all, type LateScope, type Listed, listed, type PageOf } from './part.ts'
import { soonEnds } from './soon.ts'
import { nextLooks } from './tables.ts'

/** A purchase order that will be late soon if nothing more happens. */
export type DueRow = {
  id: string
  number: string
  supplier: string
  zone: string
  rule: 'acknowledge' | 'ship'
  due: Date
}

/** What is due until the end of its supplier's next working day, the first due first, and how many there are in all. */
export async function findDue(
  db: Reads,
  { supplierId }: LateScope,
  now: Date,
  { from, most }: PageOf,
): Promise<Listed<DueRow>> {
  const ends = await windows(db, now, supplierId)
  const found = await db
    .select({
      row: {
        id: purchaseOrders.id,
        number: purchaseOrders.number,
        supplier: suppliers.name,
        zone: suppliers.zone,
        rule: sql<DueRow['rule']>`case when ${due} = ${acknowledge} then 'acknowledge' else 'ship' end`,
        due: due.mapWith(purchaseOrders.shipBy),
      },
      all,
    })
    .from(nextLooks)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, nextLooks.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .innerJoin(soon(ends), sql`soon.supplier = ${purchaseOrders.supplierId}`)
    .where(isDue(ends))
    .orderBy(asc(due), asc(purchaseOrders.id))
    .offset(from)
    .limit(most)
  return listed(found)
}

/** Which purchase orders are in that list. */
export async function isDueSoon(db: Reads, { supplierId }: LateScope, now: Date): Promise<SQL> {
  const ends = await windows(db, now, supplierId)
  const found = db
    .select({ id: purchaseOrders.id })
    .from(nextLooks)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, nextLooks.purchaseOrderId))
    .innerJoin(soon(ends), sql`soon.supplier = ${purchaseOrders.supplierId}`)
    .where(isDue(ends))
  return amongThose(purchaseOrders.id, found)
}

type Window = { supplier: string; zone: string; until: string }

async function windows(db: Reads, now: Date, supplierId?: string): Promise<readonly Window[]> {
  const calendars = await calendarsInForce(db, supplierId)
  return [...calendars].map(([supplier, calendar]) => {
    return { supplier, zone: calendar.zone, until: soonEnds(calendar, now).toISOString() }
  })
}

/** The windows as a table: its rows travel as one text, which both drivers take. */
const soon = (ends: readonly Window[]) =>
  sql`json_to_recordset(${JSON.stringify(ends)}::json) as soon(supplier uuid, zone text, until timestamptz)`

const acknowledge = sql`case when ${purchaseOrders.acknowledgedAt} is null then ${purchaseOrders.acknowledgeBy} end`
const promised = sql`((${purchaseOrders.promisedOn} + 1)::timestamp at time zone soon.zone)`
const due = sql<Date>`least(${acknowledge}, ${purchaseOrders.shipBy}, ${promised})`

/** The clock looks at what is due by then no later than then: its index says which few of all open ones it may be. */
function isDue(ends: readonly Window[]): SQL | undefined {
  const last = ends
    .map(({ until }) => until)
    .sort()
    .at(-1)
  // A scalar: of an `exists` the planner makes a join, and in a table it has no statistics of yet a quadratic one.
  const late = sql`(select ${cases.id} from ${cases} where ${cases.purchaseOrderId} = ${purchaseOrders.id}
    and ${cases.kind} = 'late' and ${cases.closedAt} is null)`
  return and(
    last ? lte(nextLooks.nextAt, new Date(last)) : sql`false`,
    sql`${due} <= soon.until`,
    isNotNull(purchaseOrders.sentAt),
    ...[purchaseOrders.shippedAt, purchaseOrders.declinedAt, purchaseOrders.cancelledAt].map(isNull),
    sql`${late} is null`,
  )
}
