import { Declined } from '../admin/declined.ts'
import { CANCEL_FULFILMENT } from '../admin/documents/fulfilments.ts'
import { carrying, type FulfilmentRun, holds, numbersOf, wantedPieces, without } from './fulfilment-run.ts'
import { readHeld } from './held.ts'
import type { Shipped } from './read-shipped.ts'
import { spaceless } from './tracking.ts'

/** Takes back what the store holds of parcels that are no more, before others are made of the same pieces. */
export async function cancelRemoved(run: FulfilmentRun): Promise<void> {
  const { order, steps, live } = run
  const wanted = new Set(order.parcels.map(({ id }) => id))
  for (const { id, parcels } of order.held) {
    if (parcels.some(parcel => wanted.has(parcel))) continue
    const { ids, ours } = readHeld(id)
    const there = live.filter(one => ids.includes(one.id))
    if (ours && (await handOver(run, there))) continue
    for (const one of there) {
      if (ours) await cancelFulfilment(run, one)
      else run.elsewhere.push(`${nameOf(one)} was removed here, but somebody else fulfilled it at the store.`)
    }
    await steps.ended(id)
  }
  // Begun, never known to be done, and removed since.
  const known = new Set(order.held.flatMap(({ parcels }) => parcels))
  for (const { id, numbers } of order.gone) {
    if (known.has(id) || !order.intended.includes(id)) continue
    const there = carrying(run, numbers)
    if (!(await handOver(run, there))) for (const one of there) await cancelFulfilment(run, one)
  }
}

/** Cancels one of ours; where Shopify does not, it is said. */
export async function cancelFulfilment(run: FulfilmentRun, one: Shipped): Promise<void> {
  try {
    await run.admin.change(CANCEL_FULFILMENT, { id: one.id })
    run.live = run.live.filter(({ id }) => id !== one.id)
  } catch (error) {
    if (!(error instanceof Declined)) throw error
    run.elsewhere.push(`${nameOf(one)} was removed here, but the store doesn’t cancel it: ${error.message}`)
  }
}

/** Where it is just what another parcel of ours wants, it becomes that one's: removed by mistake, and recorded again. */
async function handOver(run: FulfilmentRun, [one, ...others]: readonly Shipped[]): Promise<boolean> {
  if (!one || others.length > 0) return false
  const numbers = numbersOf(one).map(spaceless)
  for (const parcel of run.order.parcels) {
    if (run.held.has(parcel.id) || !numbers.includes(spaceless(parcel.number))) continue
    const wanted = wantedPieces(parcel)
    if (without(one.pieces, wanted).size > 0 || without(wanted, one.pieces).size > 0) continue
    await holds(run, parcel.id, { ids: [one.id], ours: true })
    return true
  }
  return false
}

const nameOf = (one: Shipped) => numbersOf(one).join(', ') || 'A parcel without a number'
