import { and, eq, inArray, isNull } from 'drizzle-orm'
import { loadCaseView } from '../cases/case-view.ts'
import { drawCase } from '../cases/draw-case.ts'
import { pingsFor } from '../cases/pings.ts'
import { toStaff, toSupplier } from '../cases/say-in-thread.ts'
import { cases } from '../cases/tables.ts'
import type { Events } from '../events.ts'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { shipments } from '../shipments/tables.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { alertCard, supplierAlertCard } from './alert-card.ts'
import { postParcelDigest } from './digest.ts'
import { parcelKind } from './kind.ts'
import { answeredAboutParcel, askedAboutParcel, foundAgain, furtherTrouble } from './messages.ts'
import { alertViews } from './parcel-view.ts'
import { alertKey, redrawSaidOf, supplierAlertKey } from './redraw-said.ts'
import { parcelCases, parcelLooks, parcelTroubles } from './tables.ts'
import { TROUBLES } from './trouble.ts'

type NoticedTrouble = Events['parcels.noticed']['notices'][number]
type Sides = { supplier: boolean; staff: boolean }

/** Tells both sides which parcels got into trouble: each by a card of its own, or all of them in the hour's digest. */
export const postTroubles: Reaction<'parcels.noticed'> = async (speech, { id, data }) => {
  const { staff, suppliers, notices } = data
  for (const one of notices) {
    const isTheirs = TROUBLES[one.trouble].acts === 'supplier'
    const theirs = suppliers.find(({ supplierId }) => supplierId === one.supplierId)?.telling
    const alone = { staff: staff.how === 'alone', supplier: isTheirs && theirs?.how === 'alone' }
    if (one.caseId) await raiseCase(speech, { ...one, caseId: one.caseId }, alone, id)
    else if (alone.staff || alone.supplier) await postAlert(speech, one, alone)
  }
  if (staff.how === 'digest') await postParcelDigest(speech, { supplierId: null, windowAt: new Date(staff.windowAt) })
  for (const { supplierId, telling } of suppliers)
    if (telling.how === 'digest') await postParcelDigest(speech, { supplierId, windowAt: new Date(telling.windowAt) })
}

/** A first trouble raises the cards of its case; a further one is a new message in their threads. */
async function raiseCase(
  speech: Speech,
  { caseId, isFurther }: NoticedTrouble & { caseId: string },
  alone: Sides,
  eventId: number,
): Promise<void> {
  if (!alone.staff && !alone.supplier && !isFurther) return
  const view = await drawCase(speech, parcelKind, caseId, { ...alone, ...(alone.supplier && { calls: true }) })
  if (!isFurther || view.one.snoozedUntil) return
  await toStaff(speech, view, eventId, furtherTrouble(view, 'staff', await pingsFor(speech.read, 'owner', view.one)))
  if (view.kept.sharedAt) await toSupplier(speech, view, eventId, furtherTrouble(view, 'supplier', []))
}

async function postAlert(speech: Speech, { id, supplierId }: NoticedTrouble, alone: Sides): Promise<void> {
  const [view] = await alertViews(speech.read, [id])
  if (!view) return
  if (alone.staff) await speech.post(alertKey(id), await speech.staffRooms('alerts'), alertCard(view))
  const { zone } = await supplierById(speech.read, supplierId)
  if (alone.supplier)
    await speech.post(supplierAlertKey(id), await speech.supplierRooms(supplierId), supplierAlertCard(view, zone))
}

/** A parcel that was claimed already is found: who looks after its complaint reads that, before it is refunded. */
export const tellFound: Reaction<'parcel.out_of_trouble'> = async (speech, { id, data }) => {
  if (data.how !== 'moves' && data.how !== 'delivered') return
  const [found] = await speech.read
    .select({ complaintId: parcelCases.complaintId })
    .from(parcelCases)
    .innerJoin(cases, eq(cases.id, parcelCases.complaintId))
    .where(and(eq(parcelCases.shipmentId, data.shipmentId), isNull(cases.closedAt)))
  if (!found?.complaintId) return
  const view = await loadCaseView(speech.read, found.complaintId)
  await toStaff(speech, view, id, foundAgain(view, data, await pingsFor(speech.read, 'owner', view.one)))
}

/** What was said of it says that it is over. */
export const redrawEnded: Reaction<'parcel.out_of_trouble'> = async (speech, { data }) =>
  speech.later('redraw troubles', data.troubleId, async (last, ids) => {
    const rows = await last.read.select().from(parcelTroubles).where(among(parcelTroubles.id, ids))
    await redrawSaidOf(last, rows)
  })

/** Its supplier reads of it from now on. */
export const askAboutParcel: Reaction<'parcel.asked'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, parcelKind, about, { supplier: true, staff: true })
  await toSupplier(speech, view, id, askedAboutParcel(view, data, await pingsFor(speech.read, 'supplier', view.one)))
}

export const tellParcelAnswered: Reaction<'parcel.answered'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, parcelKind, about)
  await toStaff(speech, view, id, answeredAboutParcel(view, data, await pingsFor(speech.read, 'owner', view.one)))
}

/** Feeds said something new, or follow numbers from now on. */
export const hearAboutParcels: Reaction<'checkpoints.heard' | 'feed.registered'> = (speech, { data: { numbers } }) =>
  numbers.length > 0 ? speech.ask('parcel.hear', { numbers }) : Promise.resolve()

type ByHand = 'shipment.scanned' | 'shipment.delivered' | 'shipment.corrected' | 'shipment.removed'

/** Somebody recorded it by hand: only of a parcel that the clock watches something changes. */
export const lookAgainAtParcel: Reaction<ByHand> = async (speech, { data }) =>
  speech.later('look at parcels', data.shipmentId, async (last, ids) => {
    const looks = await last.read.select().from(parcelLooks).where(among(parcelLooks.shipmentId, ids))
    const open = await last.read
      .select({ shipmentId: parcelTroubles.shipmentId })
      .from(parcelTroubles)
      .where(inArray(parcelTroubles.shipmentId, [...ids]))
    const watched = [...new Set([...looks, ...open].map(({ shipmentId }) => shipmentId))]
    if (watched.length > 0) await last.ask('parcel.look', { shipments: watched })
  })

/** Nobody waits any more for what was cancelled or declined. */
export const lookAgainAtItsParcels: Reaction<'purchase_order.cancelled' | 'purchase_order.declined'> = async (
  speech,
  { about },
) => {
  const own = await speech.read
    .select({ id: parcelTroubles.shipmentId })
    .from(parcelTroubles)
    .innerJoin(shipments, eq(shipments.id, parcelTroubles.shipmentId))
    .where(eq(shipments.purchaseOrderId, about))
  if (own.length > 0) await speech.ask('parcel.look', { shipments: own.map(({ id }) => id) })
}
