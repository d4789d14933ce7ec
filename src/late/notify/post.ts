import { eq } from 'drizzle-orm'
import { rootKey, staffKey } from '../../cases/card-keys.ts'
import { drawCards } from '../../cases/draw-case.ts'
import { type Case, cases } from '../../cases/tables.ts'
import type { Events } from '../../events.ts'
import type { Reaction, Speech } from '../../kernel/asking/reaction.ts'
import { keyName } from '../../kernel/asking/wish.ts'
import { among } from '../../kernel/ground/among.ts'
import { type PurchaseOrder, purchaseOrders } from '../../purchase-orders/tables.ts'
import { type Supplier, suppliers } from '../../suppliers/tables.ts'
import { drawDigests, redrawSaid, warningKey } from '../draw.ts'
import { lateKind } from '../kind.ts'
import { openLateCaseOf } from '../late-cases.ts'
import { type LateView, lateViews } from '../late-view.ts'
import { furtherCard, warningCard } from '../notice-cards.ts'

type Notified = Events['late.notified']['suppliers'][number]
type Noticed = Notified['notices'][number]
type Fallen = Parameters<typeof furtherCard>[1]
type Sides = { supplier: boolean; staff: boolean }

/** Tells both sides what fell due: each late purchase order by a card of its own, or all of them in the hour's digest. */
export const postLateNotices: Reaction<'late.notified'> = async (speech, { data }) => {
  const late = await readLate(speech, data.suppliers)
  const said = [...late.warned.values()].filter(({ open }) => !open || !late.up(open.id).supplier)
  await redrawSaid(
    speech,
    said.map(({ po }) => po.id),
  )
  for (const notified of data.suppliers) await postAlone(speech, notified, late)
  const digests = data.suppliers.flatMap(({ supplierId, supplier, staff }) => [
    ...(supplier.how === 'digest' ? [{ supplierId, windowAt: new Date(supplier.windowAt) }] : []),
    ...(staff?.how === 'digest' ? [{ supplierId: null, windowAt: new Date(staff.windowAt) }] : []),
  ])
  await drawDigests(speech, digests)
}

/** All that is read for what is posted: late cases that have a card or get one, and on which sides those stand already. */
type Late = { views: ReadonlyMap<string, LateView>; up: (caseId: string) => Sides; warned: Warned }

async function readLate(speech: Speech, all: readonly Notified[]): Promise<Late> {
  const warned = await readWarned(speech, all.filter(one => isAlone(one).supplier).flatMap(warnedOf))
  const open = [...warned.values()].flatMap(one => one.open?.id ?? [])
  const caseIdsOf = ({ notices }: Notified) => notices.flatMap(one => one.caseId ?? [])
  const ids = [...new Set([...all.flatMap(caseIdsOf), ...open])]
  const standing = await speech.standing(ids.flatMap(id => [rootKey(id), staffKey(id)]))
  const names = new Set(standing.map(({ key }) => keyName(key)))
  const up = (id: string) => ({ supplier: names.has(keyName(rootKey(id))), staff: names.has(keyName(staffKey(id))) })
  const raised = new Set(all.filter(one => isAny(isAlone(one))).flatMap(caseIdsOf))
  const drawn = ids.filter(id => raised.has(id) || isAny(up(id)))
  return { views: await lateViews(speech.read, drawn), up, warned }
}

/** The purchase orders that breached nothing: a warning that comes with a breach needs no message of its own. */
function warnedOf({ notices }: Notified): readonly string[] {
  const breached = new Set(notices.flatMap(one => (one.caseId ? [one.purchaseOrderId] : [])))
  return notices.map(one => one.purchaseOrderId).filter(id => !breached.has(id))
}

const isAny = ({ supplier, staff }: Sides) => supplier || staff
const isAlone = ({ supplier, staff }: Notified): Sides => ({
  ...{ supplier: supplier.how === 'alone', staff: staff?.how === 'alone' },
})

async function postAlone(speech: Speech, notified: Notified, late: Late): Promise<void> {
  const alone = isAlone(notified)
  for (const own of Map.groupBy(notified.notices, one => one.purchaseOrderId).values()) {
    const caseId = own.find(one => one.caseId)?.caseId
    const view = caseId && late.views.get(caseId)
    if (view) await postBreaches(speech, view, own, { alone, up: late.up(caseId) })
    else if (!caseId && alone.supplier) for (const one of own) await warn(speech, one, late)
  }
}

/** A first breach raises the cards; a further one is a new message in their threads. A snoozed case stays silent. */
async function postBreaches(
  speech: Speech,
  late: LateView,
  own: readonly Noticed[],
  { alone, up }: { alone: Sides; up: Sides },
): Promise<void> {
  const { id, snoozedUntil } = late.one
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
      staffKey(id),
    )
}

/** A new message in the supplier's thread of a late case. */
async function tellFurther(speech: Speech, late: LateView, fallen: Fallen, noticeId: string): Promise<void> {
  const { id, supplierId } = late.one
  const rooms = await speech.supplierRooms(supplierId)
  const card = furtherCard(late, fallen, { supplierId })
  await speech.post({ kind: 'late-notice', subject: noticeId }, rooms, card, rootKey(id))
}

/** Purchase orders that are warned of, by id, each with its late case that is open, if any. */
type Warned = ReadonlyMap<string, { po: PurchaseOrder; supplier: Supplier; open: Case | null }>

async function readWarned(speech: Speech, ids: readonly string[]): Promise<Warned> {
  if (ids.length === 0) return new Map()
  const rows = await speech.read
    .select({ po: purchaseOrders, supplier: suppliers, open: cases })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .leftJoin(cases, openLateCaseOf(purchaseOrders.id))
    .where(among(purchaseOrders.id, ids))
  return new Map(rows.map(row => [row.po.id, row]))
}

/** A warning is a message of its own, or one in the thread of a late case that is open already. */
async function warn(speech: Speech, notice: Noticed, late: Late): Promise<void> {
  const warned = late.warned.get(notice.purchaseOrderId)
  if (!warned) throw new Error(`purchase order ${notice.purchaseOrderId} is not here`)
  const { po, supplier, open } = warned
  if (open && late.up(open.id).supplier) {
    const view = late.views.get(open.id)
    const fallen = [{ rule: notice.rule, dueAt: new Date(notice.dueAt) }]
    if (view && !open.snoozedUntil) await tellFurther(speech, view, fallen, notice.id)
    return
  }
  const card = warningCard({ po, supplier }, notice.hours, false)
  await speech.post(warningKey(notice.id), await speech.supplierRooms(po.supplierId), card)
}
