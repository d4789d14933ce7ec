import { eq } from 'drizzle-orm'
import { rootKey, staffKey } from '../../cases/card-keys.ts'
import { drawCards } from '../../cases/draw-case.ts'
import { cases } from '../../cases/tables.ts'
import type { Events } from '../../events.ts'
import type { CardKey, Reaction, Speech } from '../../kernel/asking/reaction.ts'
import { purchaseOrders } from '../../purchase-orders/tables.ts'
import { supplierById } from '../../suppliers/find-supplier.ts'
import { drawDigest, redrawSaid, warningKey } from '../draw.ts'
import { lateKind } from '../kind.ts'
import { openLateCaseOf } from '../late-cases.ts'
import { type LateView, lateView } from '../late-view.ts'
import { furtherCard, warningCard } from '../notice-cards.ts'

type Noticed = Events['late.notified']['notices'][number]
type Fallen = Parameters<typeof furtherCard>[1]
type Sides = { supplier: boolean; staff: boolean }

export const askHowToNotify: Reaction<'late.noticed'> = (speech, { data }) =>
  speech.ask('late.notify', { supplierId: data.supplierId, notices: data.notices })

/** Tells both sides what fell due: each late purchase order by a card of its own, or all of them in the hour's digest. */
export const postLateNotices: Reaction<'late.notified'> = async (speech, { data }) => {
  const { supplierId, supplier, staff } = data
  const alone = { supplier: supplier.how === 'alone', staff: staff?.how === 'alone' }
  const caseIds = [...new Set(data.notices.flatMap(one => one.caseId ?? []))]
  const standing = await speech.standing(caseIds.flatMap(id => [rootKey(id), staffKey(id)]))
  const up = new Set(standing.map(({ key: { kind, subject } }) => `${kind} ${subject}`))
  const isUp = ({ kind, subject }: CardKey) => up.has(`${kind} ${subject}`)
  for (const own of Map.groupBy(data.notices, one => one.purchaseOrderId).values()) {
    // A warning that comes with a breach needs no message of its own: the card tells the ship-by.
    const caseId = own.find(one => one.caseId)?.caseId
    if (caseId)
      await postBreaches(speech, caseId, own, {
        alone,
        up: { supplier: isUp(rootKey(caseId)), staff: isUp(staffKey(caseId)) },
      })
    else if (alone.supplier) for (const one of own) await warn(speech, supplierId, one)
  }
  if (!alone.supplier) await drawDigest(speech, { supplierId, windowAt: new Date(supplier.windowAt) })
  if (staff && !alone.staff) await drawDigest(speech, { supplierId: null, windowAt: new Date(staff.windowAt) })
}

/** A first breach raises the cards; a further one is a new message in their threads. A snoozed case stays silent. */
async function postBreaches(
  speech: Speech,
  caseId: string,
  own: readonly Noticed[],
  { alone, up }: { alone: Sides; up: Sides },
): Promise<void> {
  if (!alone.supplier && !alone.staff && !up.supplier && !up.staff) return
  const late = await lateView(speech.read, caseId)
  const { snoozedUntil } = late.one
  await drawCards(speech, late, lateKind.draw(late, speech.now), snoozedUntil ? {} : alone)
  const [first] = own
  if (!first || snoozedUntil) return
  const fallen = own.map(({ rule, dueAt }) => ({ rule, dueAt: new Date(dueAt) }))
  if (up.supplier && alone.supplier) await tellFurther(speech, late, fallen, first.id)
  if (up.staff && alone.staff)
    await speech.post(
      { kind: 'late-notice-staff', subject: first.id },
      await speech.staffRooms('alerts'),
      furtherCard(late, fallen, 'staff'),
      staffKey(caseId),
    )
}

/** A new message in the supplier's thread of a late case. */
async function tellFurther(speech: Speech, late: LateView, fallen: Fallen, noticeId: string): Promise<void> {
  const { id, supplierId } = late.one
  const rooms = await speech.supplierRooms(supplierId)
  const card = furtherCard(late, fallen, { supplierId })
  await speech.post({ kind: 'late-notice', subject: noticeId }, rooms, card, rootKey(id))
}

/** A warning is a message of its own, or one in the thread of a late case that is open already. */
async function warn(speech: Speech, supplierId: string, notice: Noticed): Promise<void> {
  const [open] = await speech.read
    .select({ id: cases.id, snoozedUntil: cases.snoozedUntil })
    .from(cases)
    .where(openLateCaseOf(notice.purchaseOrderId))
  if (open && (await speech.standing([rootKey(open.id)])).length > 0) {
    if (open.snoozedUntil) return
    const fallen = [{ rule: notice.rule, dueAt: new Date(notice.dueAt) }]
    return tellFurther(speech, await lateView(speech.read, open.id), fallen, notice.id)
  }
  const [po] = await speech.read.select().from(purchaseOrders).where(eq(purchaseOrders.id, notice.purchaseOrderId))
  if (!po) throw new Error(`purchase order ${notice.purchaseOrderId} is not here`)
  await redrawSaid(speech, po.id)
  const card = warningCard({ po, supplier: await supplierById(speech.read, supplierId) }, notice.hours, false)
  await speech.post(warningKey(notice.id), await speech.supplierRooms(supplierId), card)
}
