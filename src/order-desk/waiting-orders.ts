import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { count, list } from '../kernel/words/text.ts'
import { isOpenLine, orderLines, orders } from '../orders/tables.ts'
import { maybeSent } from './new-orders.ts'
import { isDeclined, isSupplied } from './supplied.ts'

/** An order with lines that nobody is asked for. */
export type WaitingOrder = { id: string; number: string; since: Date; words: string; loose: boolean }
/** `needRouting` have a line that nobody supplies; the first rows are of those, then the oldest. */
export type WaitingOrders = { needRouting: number; notForwarded: number; rows: readonly WaitingOrder[] }

/** The orders that wait for staff to send them, all counted; without those on hold, and those that are never sent. */
export async function waitingOrders(db: Reads, most: number): Promise<WaitingOrders> {
  // Grouped, so that what each line waits for is looked up once, however often it is counted.
  const lines = db
    .select({
      orderId: orderLines.orderId,
      lacks: sql<string>`case when ${isSupplied} then '' when ${isDeclined} then 'declined' else 'supplier' end`.as(
        'lacks',
      ),
      many: sql<number>`count(*)`.as('many'),
    })
    .from(orderLines)
    .where(isOpenLine)
    .groupBy(sql`1, 2`)
    .as('lines')
  const lacking = (which: SQL) => sql`coalesce(sum(${lines.many}) filter (where ${which}), 0)`.mapWith(Number)
  const waiting = db
    .select({
      ...{ id: orders.id, number: orders.number, since: orders.receivedAt, forwardedAt: orders.forwardedAt },
      loose: lacking(sql`${lines.lacks} <> ''`).as('loose'),
      declined: lacking(sql`${lines.lacks} = 'declined'`).as('gone'),
    })
    .from(lines)
    .innerJoin(orders, eq(orders.id, lines.orderId))
    .where(and(isNull(orders.cancelledAt), isNull(orders.heldAt), maybeSent))
    .groupBy(orders.id)
    .as('waiting')
  const found = await db
    .select({
      order: waiting._.selectedFields,
      all: sql`count(*) over ()`.mapWith(Number),
      needRouting: sql`count(*) filter (where ${waiting.loose} > 0) over ()`.mapWith(Number),
    })
    .from(waiting)
    .orderBy(sql`${waiting.loose} > 0 desc`, waiting.since, waiting.id)
    .limit(most)
  const { all = 0, needRouting = 0 } = found[0] ?? {}
  return { needRouting, notForwarded: all - needRouting, rows: found.map(({ order }) => shown(order)) }
}

/** Which orders need routing: those of the overview's count, however many there are. */
export const needRouting = and(
  isNull(orders.cancelledAt),
  isNull(orders.heldAt),
  maybeSent,
  amongThose(orders.id, sql`select ${orderLines.orderId} from ${orderLines} where ${isOpenLine} and not ${isSupplied}`),
)

type Found = { id: string; number: string; since: Date; forwardedAt: Date | null; loose: number; declined: number }

function shown({ id, number, since, forwardedAt, loose, declined }: Found): WaitingOrder {
  const words = loose > 0 ? looseWords(loose, declined) : forwardedAt ? 'Partly forwarded' : 'New: not forwarded yet'
  return { id, number, since, words, loose: loose > 0 }
}

/** `Needs routing: 1 line that nobody supplies and 2 lines that were declined`. Pure. */
export function looseWords(loose: number, declined: number): string {
  const never = loose - declined
  return `Needs routing: ${list([
    ...(never > 0 ? [`${count(never, 'line')} that nobody supplies`] : []),
    ...(declined > 0 ? [`${count(declined, 'line')} that ${declined > 1 ? 'were' : 'was'} declined`] : []),
  ])}`
}
