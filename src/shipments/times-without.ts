import type { PurchaseOrder } from '../purchase-orders/tables.ts'

type Times = Pick<PurchaseOrder, 'acknowledgedAt' | 'acknowledgedBy' | 'partlyShippedAt' | 'shippedAt' | 'deliveredAt'>
type Parcel = { recordedAt: Date }

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
    deliveredAt: shippedAt ? po.deliveredAt : null,
  }
}
