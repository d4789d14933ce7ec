import type { PastOrder } from './history.ts'
import { type Spread, spreadOf } from './spread.ts'

/** How long parcels took, in days to a tenth, over the orders of which both times are known; null where none is. */
export type Transit = {
  /** From when it shipped to the carrier's first scan. */
  toScan: Spread | null
  /** From when it shipped to the delivery. */
  toDelivery: Spread | null
}

export type Transits = { all: Transit; suppliers: readonly (Transit & { supplier: string })[] }

const DAY = 86_400_000

/** That of all orders, and of each supplier's: the slowest to deliver first. Times that can't be true are left out. Pure. */
export function transitsOf(orders: readonly PastOrder[]): Transits {
  const suppliers = [...Map.groupBy(orders, ({ supplier }) => supplier)]
    .map(([supplier, own]) => ({ supplier, ...transitOf(own) }))
    .filter(({ toScan, toDelivery }) => toScan || toDelivery)
    .sort((a, b) => slowness(b) - slowness(a) || (a.supplier < b.supplier ? -1 : 1))
  return { all: transitOf(orders), suppliers }
}

function transitOf(orders: readonly PastOrder[]): Transit {
  return {
    toScan: spread(orders.map(({ standing }) => days(standing.shippedAt, standing.parcels[0]?.scannedAt ?? null))),
    toDelivery: spread(orders.map(({ standing, deliveredAt }) => days(standing.shippedAt, deliveredAt))),
  }
}

function days(from: Date | null, to: Date | null): number | null {
  return from && to && to >= from ? Math.round(((Number(to) - Number(from)) / DAY) * 10) / 10 : null
}

function spread(all: readonly (number | null)[]): Spread | null {
  const known = all.flatMap(one => one ?? [])
  return known.length > 0 ? spreadOf(known) : null
}

const slowness = ({ toDelivery, toScan }: Transit) => toDelivery?.median ?? toScan?.median ?? 0
