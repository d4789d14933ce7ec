import { max } from 'date-fns/max'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'

type Times = Pick<PurchaseOrder, 'acknowledgedAt' | 'acknowledgedBy' | 'partlyShippedAt' | 'shippedAt' | 'deliveredAt'>
type Parcel = { recordedAt: Date; deliveredAt: Date | null }

/**
 * The times of a purchase order as if a parcel had never been recorded for it. A yes that came with that parcel alone goes
 * with it. Pure.
 * @param rest its other parcels
 * @param whole whether they hold all that is asked
 */
export function timesWithout(po: Times, gone: Parcel, rest: readonly Parcel[], whole: boolean): Times {
  const [first] = rest.map(({ recordedAt }) => recordedAt).toSorted((a, b) => a.getTime() - b.getTime())
  const shippedAt = first && whole ? po.shippedAt : null
  const cameWithIt = !first && po.acknowledgedAt?.getTime() === gone.recordedAt.getTime()
  return {
    acknowledgedAt: cameWithIt ? null : po.acknowledgedAt,
    acknowledgedBy: cameWithIt ? null : po.acknowledgedBy,
    partlyShippedAt: first ?? null,
    shippedAt,
    deliveredAt: shippedAt && lastDelivery(rest),
  }
}

/** When the last of some parcels came; null while any of them is on its way, and where there is none. Pure. */
export function lastDelivery(parcels: readonly Pick<Parcel, 'deliveredAt'>[]): Date | null {
  const came = parcels.flatMap(({ deliveredAt }) => deliveredAt ?? [])
  return came.length > 0 && came.length === parcels.length ? max(came) : null
}
