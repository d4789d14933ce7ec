import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import { cancelFulfilment } from './cancel-removed.ts'
import type { LinePieces } from './choose.ts'
import { carrying, type FulfilmentRun, holds, together, wantedPieces, without } from './fulfilment-run.ts'
import type { Held } from './held.ts'
import { makeFulfilments } from './make-fulfilments.ts'
import type { Shipped } from './read-shipped.ts'

/**
 * Sees to it that the store has a parcel: finds it there, or makes it. What others made under its number is left as it is;
 * of ours, what has pieces too many is made again.
 */
export async function settleParcel(run: FulfilmentRun, parcel: WantedParcel): Promise<void> {
  const before = run.held.get(parcel.id)
  if (before?.again && !(await cancelAll(run, parcel, before))) return
  const known = before?.again ? undefined : before
  if (known && !known.ids.every(id => run.live.some(one => one.id === id))) {
    run.elsewhere.push(`Somebody cancelled ${parcel.number} at the store.`)
    return
  }
  const there = known ? run.live.filter(({ id }) => known.ids.includes(id)) : find(run, parcel)
  const ids = there.map(({ id }) => id)
  const ours = before?.ours ?? run.order.intended.includes(parcel.id)
  const wanted = wantedPieces(parcel)
  const inside = together(there.map(one => restOf(run, parcel, one)))
  if (ours && without(inside, wanted).size > 0) {
    await holds(run, parcel.id, { ids, ours, again: true })
    return settleParcel(run, parcel)
  }
  if (!known && ids.length > 0) await holds(run, parcel.id, { ids, ours })
  const missing = without(wanted, inside)
  const lost = known?.ours ? findLost(run, parcel, missing) : []
  if (lost.length > 0) {
    ids.push(...lost.map(({ id }) => id))
    await holds(run, parcel.id, { ids, ours })
  }
  const left = without(missing, together(lost.map(({ pieces }) => pieces)))
  if (left.size > 0) await makeFulfilments(run, parcel, left, ids)
}

/** What was made of its missing pieces although the reply was lost. */
function findLost(run: FulfilmentRun, parcel: WantedParcel, missing: LinePieces): Shipped[] {
  const taken = takenIn(run)
  const there = carrying(run, [parcel.number, ...parcel.former]).filter(({ id }) => !taken.has(id))
  return there.filter(({ pieces }) => without(pieces, missing).size === 0)
}

/** Whether all are cancelled; what Shopify does not cancel stays as it is. */
async function cancelAll(run: FulfilmentRun, parcel: WantedParcel, { ids, ours }: Held): Promise<boolean> {
  for (const one of run.live.filter(({ id }) => ids.includes(id))) await cancelFulfilment(run, one)
  const left = run.live.filter(({ id }) => ids.includes(id)).map(({ id }) => id)
  if (left.length > 0) await holds(run, parcel.id, { ids: left, ours })
  return left.length === 0
}

const takenIn = ({ held }: FulfilmentRun) => new Set([...held.values()].flatMap(({ ids }) => ids))

/** Fulfilments with its number, or with a former one that no other parcel is known by. */
function find(run: FulfilmentRun, { number, former }: WantedParcel): Shipped[] {
  const taken = takenIn(run)
  const now = carrying(run, [number])
  return [...now, ...carrying(run, former).filter(one => !taken.has(one.id) && !now.includes(one))]
}

/** What is in a fulfilment besides the pieces of other parcels that are known to be in it. */
function restOf({ order, held }: FulfilmentRun, parcel: WantedParcel, { id, pieces }: Shipped): LinePieces {
  const others = order.parcels.filter(one => one !== parcel && held.get(one.id)?.ids.includes(id))
  return without(pieces, together(others.map(wantedPieces)))
}
