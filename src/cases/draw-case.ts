import type { Speech } from '../kernel/asking/reaction.ts'
import { rootKey, staffKey } from './card-keys.ts'
import type { CaseView } from './case-view.ts'
import { type Cards, type CaseKind, kindOf } from './kind.ts'
import { pingsFor } from './pings.ts'

/** Which cards go up that are not up yet; with `calls` the supplier's contacts are called by theirs. */
export type Raise = { supplier?: boolean; staff?: boolean; calls?: true }

/** Redraws both cards of a case wherever they are; nothing else puts one up. */
export async function drawCards(speech: Speech, { one }: CaseView, cards: Cards, raise: Raise = {}): Promise<void> {
  const { id, supplierId } = one
  const pings = raise.calls && (await pingsFor(speech.read, 'supplier', one))
  const card = { ...cards.supplier, ...(pings && { pings }) }
  if (raise.supplier) await speech.post(rootKey(id), await speech.supplierRooms(supplierId), card)
  else await speech.redraw(rootKey(id), cards.supplier)
  if (raise.staff) await speech.post(staffKey(id), await speech.staffRooms(kindOf(one).room), cards.staff)
  else await speech.redraw(staffKey(id), cards.staff)
}

/** Draws a case as it is now on all that shows it, and answers what it read for it. */
export async function drawCase<View extends CaseView>(
  speech: Speech,
  kind: CaseKind<View>,
  caseId: string,
  raise?: Raise,
): Promise<View> {
  const view = await speech.once(`case ${caseId}`, () => kind.view(speech.read, caseId))
  await drawCards(speech, view, kind.draw(view, speech.now), raise)
  await kind.redraw?.(speech, view)
  return view
}
