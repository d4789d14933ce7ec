import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import { count } from '../../../kernel/words/text.ts'
import { UPDATE_TRACKING } from '../admin/documents/fulfilments.ts'
import { countOf, type LinePieces } from './choose.ts'
import { type FulfilmentRun, holds, numbersOf, without } from './fulfilment-run.ts'
import { mustShow } from './must-show.ts'
import { trackingOf } from './tracking.ts'

/**
 * LinePieces of a parcel that don't wait at the store. Where somebody fulfilled them by hand and gave no number, it gets ours;
 * where they did give one, or the pieces no longer belong to the order, it is said and left.
 */
export async function explainLacking(run: FulfilmentRun, parcel: WantedParcel, lacking: LinePieces): Promise<void> {
  const mine = new Set([...run.held.values()].filter(({ ours }) => ours).flatMap(({ ids }) => ids))
  let left = lacking
  for (const one of run.live.filter(({ id }) => !mine.has(id))) {
    const after = without(left, one.pieces)
    const taken = countOf(left) - countOf(after)
    if (taken === 0) continue
    left = after
    const numbers = numbersOf(one)
    if (numbers.length > 0) {
      const pieces = `${count(taken, 'piece')} of ${parcel.number}`
      run.elsewhere.push(`Somebody else fulfilled ${pieces} with ${numbers.join(', ')}.`)
    } else if (!run.held.has(parcel.id)) {
      const tracking = trackingOf([parcel])
      const made = await run.admin.change(UPDATE_TRACKING, { id: one.id, tracking, notify: run.notify })
      await holds(run, parcel.id, { ids: [one.id], ours: false })
      mustShow(made, parcel.number)
    }
  }
  if (left.size === 0) return
  const gone = `${count(countOf(left), 'piece')} of ${parcel.number}`
  run.elsewhere.push(`Nothing waits at the store for ${gone}: cancelled, refunded or removed there.`)
}
