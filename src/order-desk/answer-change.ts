import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { NotHere, Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { type ChangeKind, changeKinds } from '../purchase-orders/change.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { askedWords, openChanges } from '../purchase-orders/open-changes.ts'
import type { Change } from '../purchase-orders/tables.ts'
import { type PurchaseOrderView, purchaseOrderView } from './order-view.ts'
import { acceptChange, changeFact, markRefused } from './settle-change.ts'

export const AnswerChange = z.object({
  purchaseOrder: z.string().min(1),
  change: z.uuid().optional(),
  /** Which, where several wait for an answer and none is named by its id. */
  which: z.enum(changeKinds).optional(),
  answer: z.enum(['accept', 'refuse']),
  note: truncated(1_000).optional(),
})

/** @throws Refusal where none waits for an answer, or several do and nobody said which. */
function onlyOpen(view: PurchaseOrderView, which: ChangeKind | undefined): Change {
  const { number } = view.po
  const open = openChanges(view).filter(({ kind }) => !which || kind === which)
  const [only, second] = open
  if (!only) throw new Refusal(`Nothing ${which ? 'of the kind ' : ''}is asked of ${number} now.`)
  if (second) throw new Refusal(`Several changes of ${number} wait: ${askedWords(open)}. Say which.`, 'which')
  return only
}

/** The supplier accepts or refuses a change after forwarding. What was accepted is done at once. */
export async function answerChange(verb: Verb, input: z.infer<typeof AnswerChange>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const view = await purchaseOrderView(verb.db, po)
  const change = input.change ? view.changes.find(one => one.id === input.change) : onlyOpen(view, input.which)
  if (!change) throw new NotHere(`There is no such change to ${po.number}.`)
  if (change.acceptedAt ?? change.refusedAt)
    throw new Refusal(`${change.answeredBy} has ${change.acceptedAt ? 'accepted' : 'refused'} this already.`)
  if (!isAsked(change, view)) throw new Refusal(`This is no longer requested from ${po.number}. See its newest card.`)
  const accepted = input.answer === 'accept'
  if (accepted && po.shippedAt) throw new Refusal(`${po.number} has shipped already. Refuse the change instead.`)
  const note = input.note ?? null
  if (accepted) {
    await acceptChange(verb, view, change, note)
    return { text: `Accepted: ${po.number} is changed.` }
  }
  await markRefused(verb, change, note)
  await verb.record('change.refused', po.id, { ...changeFact(po, change), note })
  return { text: `Refused: ${po.number} stays as it was. The shop’s staff have been notified.` }
}
