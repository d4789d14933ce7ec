import { and, asc, eq, gt, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { Events } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { kindOf } from './kind.ts'
import { visibleToSupplier } from './shown-to.ts'
import { cases } from './tables.ts'

/** Most that are named: what one can take in at a glance. */
const SHOWN = 15

/** Reminds one side of many cases at once: how many wait, and which the longest. */
export async function reminderCard(
  read: Reads,
  { kind, supplierId }: Events['cases.escalated'],
  pings: readonly Ping[],
): Promise<Card> {
  const waiting = and(
    eq(cases.kind, kind),
    isNull(cases.closedAt),
    isNull(cases.answeredAt),
    isNull(cases.snoozedUntil),
    supplierId ? and(visibleToSupplier(supplierId), eq(cases.waitingFor, 'supplier')) : gt(cases.remindersSent, 0),
  )
  const all = await read.$count(cases, waiting)
  const rows = await longest(read, waiting)
  const { title, plural } = kindOf({ kind })
  const more = all > rows.length ? `, and ${all - rows.length} more` : ''
  return {
    audience: supplierId ? { supplierId } : 'staff',
    tone: 'warning',
    title: `${count(all, title.toLowerCase(), plural)} ${all === 1 ? 'waits' : 'wait'} for an answer`,
    summary: `The longest waiting first${more}.`,
    lines: rows.map(({ number, po, supplier }) => ({
      text: `${number} · ${po}`,
      ...(!supplierId && { detail: supplier }),
    })),
    buttons: [
      ...(all > 0
        ? [{ label: 'Answer one', command: `${kind}.show`, input: { kind }, asks: ['case'], style: 'primary' as const }]
        : []),
      ...(more && !supplierId ? [{ label: 'Show all', command: 'case.list', input: { kind } }] : []),
    ],
    pings,
  }
}

function longest(read: Reads, waiting: SQL | undefined) {
  return read
    .select({ number: cases.number, po: purchaseOrders.number, supplier: suppliers.name })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(waiting)
    .orderBy(asc(cases.openedAt), asc(cases.id))
    .limit(SHOWN)
}

/** The owners of the staff's waiting cases that were just escalated: each is called once. */
export async function ownersOf(read: Reads, numbers: readonly string[]): Promise<readonly Ping[]> {
  const rows = await read
    .selectDistinct({ chat: cases.ownerChat, user: cases.ownerUser, name: cases.ownerName })
    .from(cases)
    .where(and(inArray(cases.number, [...numbers]), isNotNull(cases.ownerUser)))
    .limit(SHOWN)
  return rows.flatMap(({ chat, user, name }) => (chat && user && name ? [{ chat, user, name }] : []))
}
