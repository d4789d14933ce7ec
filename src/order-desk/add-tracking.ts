import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { askedWords, openChanges } from '../purchase-orders/open-changes.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import type { Change, PurchaseOrder } from '../purchase-orders/tables.ts'
import { RecordTracking, readParcel, recordParcel } from '../shipments/record-tracking.ts'
import { purchaseOrderView } from './order-view.ts'
import { acceptChange, markRefused } from './settle-change.ts'

export const AddTracking = RecordTracking.extend({
  /** Whether it shipped as an open change asks, or as it was sent before. */
  changed: z.enum(['as_changed', 'as_before']).optional(),
})
type Asked = z.infer<typeof AddTracking>

/**
 * Records a parcel. Where the supplier was asked for a change and has not answered, it says which of the two shipped:
 * that is its answer. Staff are alerted to what shipped as before.
 * @throws Refusal on `changed` where nobody says; a store that reports a parcel cannot know.
 */
export async function addTracking(verb: Verb, input: Asked): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po } = loaded
  const open = openChanges(await purchaseOrderView(verb.db, po))
  if (open.length > 0 && !input.changed && verb.actor.side !== 'system')
    throw new Refusal(
      `${po.number} has an open change: ${askedWords(open)}. Say whether it shipped as changed or as before.`,
      'changed',
    )
  // Read first: what is only asked about must not answer a change.
  const before = await readParcel(verb, loaded, input)
  if ('question' in before) return before.question
  if (input.changed === 'as_changed') return shipAsChanged(verb, po, open, input)
  const said = await recordParcel(verb, loaded, before)
  if (open.length === 0) return said
  await shipPast(verb, po, open, before)
  return { text: `${said.text} The shop’s staff are notified that it shipped as before: ${askedWords(open)}.` }
}

/** Accepts what was asked; a cancellation after the parcel, as it is of what the parcel leaves. */
async function shipAsChanged(verb: Verb, { id, number }: PurchaseOrder, open: readonly Change[], input: Asked) {
  const cancels = open.filter(({ kind }) => kind === 'cancel')
  for (const change of open.filter(one => !cancels.includes(one))) await accept(verb, id, change)
  const changed = await load(verb, { id })
  if (!isLive(changed.po))
    throw new Refusal(
      `As changed, nothing of ${number} ships. Accept the change instead, or say “as before”.`,
      'changed',
    )
  const parcel = await readParcel(verb, changed, input)
  if ('question' in parcel) throw new Refusal(parcel.question.text, 'lines')
  const said = await recordParcel(verb, changed, parcel)
  const after = await load(verb, { id })
  if (cancels.length > 0 && after.po.shippedAt)
    throw new Refusal(
      `All of ${number} would be in parcels, so nothing of it is cancelled. Say “as before”.`,
      'changed',
    )
  for (const change of cancels) await accept(verb, id, change)
  return said
}

async function accept(verb: Verb, id: string, change: Change): Promise<void> {
  const { po } = await load(verb, { id })
  await acceptChange(verb, await purchaseOrderView(verb.db, po), change, 'shipped so')
}

/** With nothing left to ship, that is a no; until then the rest may still follow. A store that reports it answers nothing. */
async function shipPast(verb: Verb, { id }: PurchaseOrder, open: readonly Change[], parcel: Parcel): Promise<void> {
  const { po } = await load(verb, { id })
  const isAnswer = po.shippedAt !== null && verb.actor.side !== 'system'
  if (isAnswer) for (const change of open) await markRefused(verb, change, 'shipped as before')
  await verb.record('change.shipped_past', po.id, {
    ...{ orderId: po.orderId, number: po.number, kinds: open.map(({ kind }) => kind) },
    ...{ what: open.map(({ what }) => what).join(' '), whole: po.shippedAt !== null },
    tracking: `${parcel.carrier.name} ${parcel.number}`,
  })
}
type Parcel = { carrier: { name: string }; number: string }

const load = (verb: Verb, { id }: { id: string }) => loadPurchaseOrder(verb.db, verb.actor, id)
