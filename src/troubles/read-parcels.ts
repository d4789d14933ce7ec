import { differenceInDays } from 'date-fns/differenceInDays'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Case, cases } from '../cases/tables.ts'
import { checkpoints, followedNumbers } from '../checkpoints/tables.ts'
import { among, amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readTogether } from '../kernel/ground/read-together.ts'
import { orders, shipTos } from '../orders/tables.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { type Limits, limitsOf } from '../shipments/limits.ts'
import { OWN_DAYS } from '../shipments/must-be-own-number.ts'
import { parcelLimits, type Shipment, shipments } from '../shipments/tables.ts'
import { countryOfZone } from '../suppliers/country-of-zone.ts'
import { suppliers } from '../suppliers/tables.ts'
import { isFarFrom } from './far-apart.ts'
import { carrierSilences, type ParcelCase, parcelCases, parcelTroubles, type TroubleRow } from './tables.ts'
import type { ParcelFacts } from './trouble-of.ts'

/** A parcel as the clock sees it. Several purchase orders in it are one parcel: it is that of the first recorded. */
export type SeenParcel = {
  parcel: Shipment
  po: PurchaseOrder
  facts: ParcelFacts
  limits: Limits
  /** What it is in trouble by as yet. */
  open: readonly TroubleRow[]
  kept: ParcelCase | null
  one: Case | null
}

/** `gone`: open troubles of numbers that parcels no longer have. */
export type Seen = { parcels: readonly SeenParcel[]; gone: readonly GoneTrouble[] }

/** `isCorrected`: its parcel has another number now. */
type GoneTrouble = { row: TroubleRow; one: Case | null; isCorrected: boolean }

export type NamedParcels = { shipments: readonly string[]; numbers: readonly string[] }

/** Parcels by their ids or numbers, as they stand, in two statements. */
export async function readParcels(db: Reads, named: NamedParcels): Promise<Seen> {
  const found = leadsOf(await parcelsNamed(db, named))
  const ids = [...new Set([...named.shipments, ...found.map(({ parcel }) => parcel.id)])]
  if (ids.length === 0) return { parcels: [], gone: [] }
  const numbers = [...new Set(found.map(({ parcel }) => parcel.number))]
  const came = found.flatMap(({ parcel }) => (parcel.deliveredAt ? [parcel.number] : []))
  const carriers = [...new Set(found.map(({ parcel }) => parcel.carrier))]
  const itsCases = sql`select ${parcelCases.caseId} from ${parcelCases} where ${among(parcelCases.shipmentId, ids)}`
  const rows = await readTogether(db, {
    followed: [followedNumbers, and(among(followedNumbers.number, numbers), eq(followedNumbers.isBack, false))],
    came: [checkpoints, and(among(checkpoints.number, came), eq(checkpoints.tag, 'Delivered'))],
    open: [parcelTroubles, and(among(parcelTroubles.shipmentId, ids), isNull(parcelTroubles.endedAt))],
    kept: [parcelCases, among(parcelCases.shipmentId, ids)],
    cases: [cases, amongThose(cases.id, itsCases)],
    spoke: [
      carrierSilences,
      and(among(carrierSilences.carrier, carriers), sql`${carrierSilences.endedAt} is not null`),
    ],
    limits: [parcelLimits, undefined],
  })
  const limits = new Map(rows.limits.map(one => [one.store, one.limits]))
  const caseOf = (shipment: string) => {
    const kept = rows.kept.find(one => one.shipmentId === shipment) ?? null
    return { kept, one: rows.cases.find(({ id }) => id === kept?.caseId) ?? null }
  }
  const parcels = found.map(one => {
    const { parcel, po, storeId } = one
    const registered = rows.followed.filter(({ number }) => number === parcel.number)
    const place = newest(rows.came.filter(({ number }) => number === parcel.number))
    const spoke = rows.spoke
      .filter(({ carrier }) => carrier === parcel.carrier)
      .map(({ endedAt }) => endedAt?.getTime() ?? 0)
    const from = countryOfZone(one.zone)
    const facts: ParcelFacts = {
      ...parcel,
      followedAt:
        registered.map(({ registeredAt, refused, askedAt }) => registeredAt ?? (refused ? askedAt : null))[0] ?? null,
      isRefused: registered.length > 0 && registered.every(({ refused }) => refused !== null),
      isAbroad: !from || !one.country || from !== one.country,
      isElsewhere: isFarFrom(place, one.city, one.country),
      carrierBackAt: spoke.length > 0 ? new Date(Math.max(...spoke)) : null,
      isOver: po.cancelledAt !== null || po.declinedAt !== null,
    }
    return {
      ...{ parcel, po, facts, ...caseOf(parcel.id) },
      limits: limitsOf(limits.get('') ?? {}, limits.get(storeId) ?? {}),
      open: rows.open.filter(({ shipmentId, number }) => shipmentId === parcel.id && number === parcel.number),
    }
  })
  const shown = new Set(parcels.flatMap(({ open }) => open.map(({ id }) => id)))
  const here = new Set(found.map(({ parcel }) => parcel.id))
  const gone = rows.open
    .filter(({ id }) => !shown.has(id))
    .map(row => ({ row, one: caseOf(row.shipmentId).one, isCorrected: here.has(row.shipmentId) }))
  return { parcels, gone }
}

type Row = Awaited<ReturnType<typeof parcelsNamed>>[number]

function parcelsNamed(db: Reads, named: NamedParcels) {
  const numbers = sql`select ${shipments.number} from ${shipments} where ${among(shipments.id, named.shipments)}
    union select value from jsonb_array_elements_text(${JSON.stringify(named.numbers)}::jsonb)`
  return db
    .select({
      ...{ parcel: shipments, po: purchaseOrders, storeId: orders.storeId },
      ...{ zone: suppliers.zone, city: shipTos.city, country: shipTos.country },
    })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .leftJoin(shipTos, eq(shipTos.orderId, orders.id))
    .where(amongThose(shipments.number, numbers))
    .orderBy(asc(shipments.recordedAt), desc(purchaseOrders.orderId), asc(shipments.id))
}

/** One number is one parcel of its supplier, for as long as carriers keep it. */
function leadsOf(rows: readonly Row[]): readonly Row[] {
  const parcels = Map.groupBy(rows, ({ parcel, po }) => `${po.supplierId} ${parcel.number}`)
  return [...parcels.values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const leads = [first]
    for (const row of more)
      if (leads.every(lead => differenceInDays(row.parcel.recordedAt, lead.parcel.recordedAt) > OWN_DAYS))
        leads.push(row)
    return leads
  })
}

function newest(all: readonly { at: Date; place: string | null }[]): string | null {
  return all.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0]?.place ?? null
}
