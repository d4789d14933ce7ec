import { TZDate } from '@date-fns/tz'
import { endOfDay } from 'date-fns/endOfDay'
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Overview } from '../kernel/shapes/overview.ts'
import { orderLines, orders } from '../orders/tables.ts'
import { purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { PURCHASE_ORDER_STATES } from '../purchase-orders/words.ts'
import { findStillWanted } from '../shipments/find-still-wanted.ts'
import { suppliers } from '../suppliers/tables.ts'
import { openChangeCases } from './change-cases.ts'
import { orderView } from './order-view.ts'
import { orderState } from './words.ts'

/** Most rows of the table: what one can take in at a glance. */
const MOST = 20
/** Most orders looked at for what needs routing. */
const LOOKED = 200

const live = and(
  isNotNull(purchaseOrders.sentAt),
  isNull(purchaseOrders.declinedAt),
  isNull(purchaseOrders.cancelledAt),
  isNull(purchaseOrders.shippedAt),
)

/** What needs doing first: what nobody answered, supplies or ships, the oldest first. */
export async function overview(db: Reads, now: Date): Promise<Overview> {
  const sent = await openPurchaseOrders(db, live)
  const still = await findStillWanted(
    db,
    sent.map(({ po }) => po.orderId),
  )
  // What nobody wants any more waits for an answer, not for a parcel.
  const open = sent.filter(({ po }) => still.any(po.id))
  const dueToday = (row: Row) =>
    !isLate(row) && row.po.shipBy !== null && row.po.shipBy <= endOfDay(new TZDate(now.getTime(), row.zone))
  const isLate = ({ po }: Row) => po.shipBy !== null && po.shipBy < now
  const unasked = await unaskedOrders(db)
  const count = (label: string, value: number, urgent = false) => ({ label, value, urgent: urgent && value > 0 })
  return {
    counts: [
      count('Not acknowledged', open.filter(({ po }) => !po.acknowledgedAt).length, true),
      count('Needs routing', unasked.filter(one => one.loose).length, true),
      count('Not forwarded', unasked.filter(one => !one.loose).length),
      count('Changes unanswered', await db.$count(cases, openChangeCases), true),
      count('Due today', open.filter(dueToday).length),
      count('Late', open.filter(isLate).length, true),
      count('On hold', await db.$count(orders, and(isNotNull(orders.heldAt), isNull(orders.cancelledAt)))),
    ],
    rows: [
      ...unasked.filter(one => one.loose).map(one => one.row),
      ...open.filter(isLate).map(shown),
      ...open.filter(row => !isLate(row)).map(shown),
      ...unasked.filter(one => !one.loose).map(one => one.row),
    ].slice(0, MOST),
  }
}

type Row = { po: typeof purchaseOrders.$inferSelect; supplier: string; zone: string }

function openPurchaseOrders(db: Reads, which: SQL | undefined): Promise<Row[]> {
  return db
    .select({ po: purchaseOrders, supplier: suppliers.name, zone: suppliers.zone })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(which)
    .orderBy(asc(purchaseOrders.shipBy), asc(purchaseOrders.number))
}

function shown({ po, supplier }: Row): Overview['rows'][number] {
  return {
    order: po.orderId,
    number: po.number,
    state: PURCHASE_ORDER_STATES[purchaseOrderState(po)].words,
    supplier,
    since: po.sentAt ?? po.draftedAt,
    due: po.shipBy,
  }
}

/** A line of which more is wanted than live purchase orders ask for. */
const hasOpenLines = sql`exists (
  select 1 from ${orderLines} where ${orderLines.orderId} = ${orders.id} and ${orderLines.quantity} > coalesce((
    select sum(${purchaseOrderLines.quantity}) from ${purchaseOrderLines}
    join ${purchaseOrders} on ${purchaseOrders.id} = ${purchaseOrderLines.purchaseOrderId}
    where ${purchaseOrderLines.orderLineId} = ${orderLines.id}
      and ${purchaseOrders.declinedAt} is null and ${purchaseOrders.cancelledAt} is null
      and ${purchaseOrders.replaces} is null), 0))`

/** Orders with lines that nobody was asked for yet; `loose` where nobody supplies one. */
async function unaskedOrders(db: Reads) {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(isNull(orders.cancelledAt), isNull(orders.heldAt), hasOpenLines))
    .orderBy(asc(orders.receivedAt))
    .limit(LOOKED)
  const views = []
  for (const { id } of rows) views.push(await orderView(db, id))
  return views.map(view => ({
    loose: view.open.some(line => line.takers === 0),
    row: {
      order: view.order.id,
      number: view.order.number,
      state: orderState(view).words,
      supplier: '',
      since: view.order.receivedAt,
      due: null,
    },
  }))
}

export const ShowOverview = z.object({})

/** The overview as a card, where there is no start page. */
export async function showOverview({ db, now }: Verb): Promise<Outcome> {
  const { counts, rows } = await overview(db, now)
  const urgent = counts.filter(one => one.urgent)
  const summary =
    urgent.length > 0
      ? `${urgent.map(one => `${one.value} ${one.label.toLowerCase()}`).join(', ')}.`
      : 'Nothing is pressing.'
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: urgent.length > 0 ? 'warning' : 'good',
      title: 'What needs doing first',
      summary,
      facts: counts.map(({ label, value }) => ({ label, value: String(value) })),
      lines: rows.map(row => ({ text: `${row.number} · ${row.state}`, ...(row.supplier && { detail: row.supplier }) })),
    },
  }
}
