import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { Declined } from '../admin/declined.ts'
import { FULFIL } from '../admin/documents/fulfilments.ts'
import { choose, type LinePieces } from './choose.ts'
import { explainLacking } from './explain-lacking.ts'
import { type FulfilmentRun, holds, together, without } from './fulfilment-run.ts'
import { mustShow } from './must-show.ts'
import { readShipped } from './read-shipped.ts'
import { readWaiting } from './read-waiting.ts'
import { trackingOf } from './tracking.ts'

/** How often a parcel is made again of what waits by then: fulfilment orders close, move and split while we look. */
const TRIES = 3

/**
 * Makes fulfilments of these pieces, next to those that the parcel has.
 * @throws Refusal while pieces may not be shipped.
 */
export async function makeFulfilments(
  run: FulfilmentRun,
  parcel: WantedParcel,
  pieces: LinePieces,
  before: readonly string[],
): Promise<void> {
  const ids = [...before]
  let left = pieces
  for (let tried = 1; ; tried++) {
    const { calls, blocked, lacking } = choose(left, await readWaiting(run.admin, run.id))
    if (blocked.length > 0) throw new Refusal(`${parcel.number} can’t be recorded yet. ${blocked.join(' ')}`)
    try {
      for (const call of calls) {
        await run.steps.intend([parcel.id])
        const made = await run.admin.change(FULFIL, {
          fulfillment: {
            notifyCustomer: run.notify,
            trackingInfo: trackingOf([parcel]),
            lineItemsByFulfillmentOrder: call,
          },
        })
        ids.push(made.fulfillment.id)
        await holds(run, parcel.id, { ids, ours: true })
        mustShow(made, parcel.number)
      }
      if (lacking.size > 0) await explainLacking(run, parcel, lacking)
      return
    } catch (error) {
      if (!(error instanceof Declined)) throw error
      if (tried === TRIES) throw new Refusal(`Shopify doesn’t take ${parcel.number}: ${error.message}`)
    }
    run.live = (await readShipped(run.admin, run.id)) ?? []
    const made = run.live.filter(({ id }) => ids.includes(id) && !before.includes(id))
    left = without(pieces, together(made.map(one => one.pieces)))
  }
}
