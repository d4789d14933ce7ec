import { z } from 'zod'
import type { Events } from '../events.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { lockDuePurchaseOrders } from './lock-due-purchase-orders.ts'
import { dueNotices, type Notice, nextNotice } from './notice.ts'
import { decideNotifications } from './notify/decide.ts'
import { noticeName, notYetNotified } from './notify/due.ts'
import { openLateCases } from './open-late-cases.ts'
import { type ClockedOrder, readMilestones } from './read-milestones.ts'
import { isBreach } from './rules.ts'
import { saveNextLooks } from './save-next-looks.ts'
import { notices } from './tables.ts'

/** `skip` leaves so many at the head, which failed before. */
export const Sweep = z.object({ most: z.int().min(1).max(500).default(100), skip: z.int().min(0).default(0) })

/**
 * Notices what has fallen due, of at most so many purchase orders. The rows are read again: a next look says only where
 * to look. Everything due is marked as noticed, and of several missed warnings only the last is sent.
 * `outcome`: more | done.
 */
export async function sweep(verb: Verb, batch: z.output<typeof Sweep>): Promise<Outcome> {
  const { db, now } = verb
  const taken = await lockDuePurchaseOrders(db, now, batch)
  const watched = await readMilestones(db, taken)
  const untold = await notYetNotified(db, watched, now)
  const marked = await recordNotices(verb, untold)
  const next = watched.map(
    ({ po, milestones, calendar }) => [po.id, nextNotice(milestones, calendar, now)?.at ?? null] as const,
  )
  await saveNextLooks(db, new Map([...taken.map(id => [id, null] as const), ...next]))
  const noticed = noticedOf(verb, watched, marked)
  for (const one of noticed) await verb.record('late.noticed', one.supplierId, one)
  await decideNotifications(verb, noticed)
  return { text: `Looked at ${taken.length}.`, outcome: taken.length < batch.most ? 'done' : 'more' }
}

type Marked = ReadonlyMap<string, { id: string; caseId: string | null }>

/** Marks each as noticed, by name, and answers those that nobody had marked before. A breach belongs to a late case. */
async function recordNotices(verb: Verb, untold: ReadonlyMap<ClockedOrder, readonly Notice[]>): Promise<Marked> {
  const late = [...untold].flatMap(([{ po }, fallen]) => (fallen.some(isBreach) ? [po] : []))
  const opened = await openLateCases(verb, late)
  const rows = [...untold].flatMap(([{ po }, fallen]) =>
    fallen.map(notice => ({
      purchaseOrderId: po.id,
      supplierId: po.supplierId,
      rule: notice.rule,
      dueAt: notice.dueAt,
      noticedAt: verb.now,
      caseId: isBreach(notice) ? (opened.get(po.id)?.id ?? null) : null,
    })),
  )
  if (rows.length === 0) return new Map()
  const marked = await verb.db.insert(notices).values(rows).onConflictDoNothing().returning()
  return new Map(marked.map(row => [noticeName(row), row]))
}

/** The notices about each supplier's purchase orders, the suppliers always in the same order. */
function noticedOf({ now }: Verb, watched: readonly ClockedOrder[], marked: Marked): readonly Events['late.noticed'][] {
  const bySupplier = Map.groupBy(watched, ({ po }) => po.supplierId)
  return [...bySupplier.keys()].sort().flatMap(supplierId => {
    const notices = (bySupplier.get(supplierId) ?? []).flatMap(one => toldOf(one, marked, now))
    return notices.length > 0 ? [{ supplierId, notices }] : []
  })
}

function toldOf(
  { po, milestones, calendar }: ClockedOrder,
  marked: Marked,
  now: Date,
): Events['late.noticed']['notices'] {
  return dueNotices(milestones, calendar, now).flatMap(notice => {
    const row = marked.get(noticeName({ ...notice, purchaseOrderId: po.id }))
    if (!row) return []
    const { rule, hours, dueAt } = notice
    const of = { orderId: po.orderId, purchaseOrderId: po.id, number: po.number }
    return [{ id: row.id, caseId: row.caseId, ...of, rule, dueAt: dueAt.toISOString(), hours }]
  })
}
