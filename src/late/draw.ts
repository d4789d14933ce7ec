import { and, asc, eq, isNotNull, or } from 'drizzle-orm'
import { windowOf } from '../cases/budget.ts'
import { STAFF } from '../cases/spend-budget.ts'
import type { Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { lateDigestCard } from './digest-card.ts'
import { digestViews, type Which } from './digest-view.ts'
import { warningCard } from './notice-cards.ts'
import { isBreach } from './rules.ts'
import { notices } from './tables.ts'

function digestKey({ supplierId, windowAt }: Which) {
  return { kind: 'late-digest', subject: `${supplierId ?? STAFF.room}/${windowAt.toISOString()}` }
}

/** Puts up digests of an hour, each once; where one is up, it is redrawn, and calls nobody. */
export async function drawDigests(speech: Speech, all: readonly Which[]): Promise<void> {
  const unique = [...new Map(all.map(which => [digestKey(which).subject, which])).values()]
  for (const view of await digestViews(speech.read, unique)) {
    const { supplierId } = view
    const rooms = supplierId ? await speech.supplierRooms(supplierId) : await speech.staffRooms('alerts')
    await speech.post(digestKey(view), rooms, lateDigestCard(view))
  }
}

/** Redraws all that was said of purchase orders apart from their cases: warnings, and digests that name them. */
export async function redrawSaid(speech: Speech, purchaseOrderIds: readonly string[]): Promise<void> {
  if (purchaseOrderIds.length === 0) return
  const said = await speech.read
    .select({ notice: notices, po: purchaseOrders, supplier: suppliers })
    .from(notices)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, notices.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, notices.supplierId))
    .where(
      and(
        among(notices.purchaseOrderId, purchaseOrderIds),
        or(isNotNull(notices.notified), isNotNull(notices.staffNotified)),
      ),
    )
    .orderBy(asc(notices.dueAt))
  const warnings = said.filter(({ notice }) => !isBreach(notice))
  const last = new Map(warnings.map(({ notice }) => [notice.purchaseOrderId, notice.id]))
  const digests = new Map<string, Which>()
  for (const { notice, po, supplier } of said) {
    if (!isBreach(notice) && notice.notified === 'alone')
      await speech.redraw(warningKey(notice.id), warningCard({ po, supplier }, null, notice.id !== last.get(po.id)))
    const add = (which: Which) => digests.set(digestKey(which).subject, which)
    if (notice.notified === 'digest')
      add({ supplierId: supplier.id, windowAt: windowOf(notice.noticedAt, supplier.zone) })
    if (notice.staffNotified === 'digest') add({ supplierId: null, windowAt: windowOf(notice.noticedAt, STAFF.zone) })
  }
  for (const view of await digestViews(speech.read, [...digests.values()]))
    await speech.redraw(digestKey(view), lateDigestCard(view))
}

export const warningKey = (noticeId: string) => ({ kind: 'ship-soon', subject: noticeId })
