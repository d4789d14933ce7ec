import { openCaseConversation } from '../cases/conversation.ts'
import { drawCase } from '../cases/draw-case.ts'
import type { EscalationStep } from '../cases/escalation-step.ts'
import { pingsFor } from '../cases/pings.ts'
import { toStaff, toSupplier } from '../cases/say-in-thread.ts'
import { storesToTell } from '../fulfilments/linked-order.ts'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { redrawOrder } from '../order-desk/redraw-order.ts'
import { returnKind } from './kind.ts'
import type { ReturnView } from './return-view.ts'
import { tellingOf } from './tell-return.ts'
import * as say from './thread-messages.ts'

/** Posts the cards of a return, with the conversation under the supplier's; nothing else ever does. */
export const postReturn: Reaction<'return.requested'> = async (speech, { about }) => {
  const view = await drawCase(speech, returnKind, about, { supplier: true, staff: true, calls: true })
  await openCaseConversation(speech, view, `Return ${view.one.number} of ${view.po.number}`)
}

export const tellApproved: Reaction<'return.approved'> = async (speech, { id, about }) => {
  const view = await drawCase(speech, returnKind, about)
  await toStaff(speech, view, id, say.approved(view, await called(speech, view, 'owner')))
}

export const tellReturnDeclined: Reaction<'return.declined'> = async (speech, { id, about }) => {
  const view = await drawCase(speech, returnKind, about)
  await toStaff(speech, view, id, say.declined(view, await called(speech, view, 'owner')))
}

export const tellComing: Reaction<'return.posted_back'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, returnKind, about)
  await toSupplier(speech, view, id, say.comingBack(view, data))
}

export const tellInspected: Reaction<'return.inspected'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, returnKind, about)
  await toStaff(speech, view, id, say.inspected(view, data, await called(speech, view, 'owner')))
}

/** Once the customer has all, the supplier's credit is what is left. */
export const tellSettled: Reaction<'return.settled'> = async (speech, { id, about }) => {
  const view = await drawCase(speech, returnKind, about)
  if (view.state !== 'refunded') return
  await toSupplier(speech, view, id, say.creditWanted(view, await called(speech, view, 'supplier')))
}

/** What came was put right: whose move it is may be another's now. */
export const askToRecountReturn: Reaction<'case.corrected' | 'case.credited'> = async (speech, { about, data }) => {
  if (data.kind !== returnKind.name) return
  await speech.ask('return.recount', { case: about })
  await drawCase(speech, returnKind, about)
}

/** Staff may have paid the customer on the word of a credit: that it falls is a message, not an edit alone. */
export const tellExpected: Reaction<'return.expected'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, returnKind, about)
  if (!data.fell) return
  const by = speech.actor.name
  await toStaff(speech, view, id, say.creditFell(view, { ...data, by }, await called(speech, view, 'owner')))
}

export const warnOfExpiry: Reaction<'return.expiring'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, returnKind, about)
  await toStaff(speech, view, id, say.expiring(view, data, await called(speech, view, 'owner')))
}

/** What is decided here about a return goes to its store, where that is connected. */
export const tellStoreOfReturn: Reaction<
  'return.approved' | 'return.declined' | 'return.withdrawn' | 'return.closed'
> = async (speech, { about, data }) => {
  for (const { store } of await storesToTell(speech.read, [data.orderId])) await speech.owe(tellingOf(about, store))
}

function called({ read }: Speech, { one }: ReturnView, to: EscalationStep['to']) {
  return pingsFor(read, to, one)
}

/** What came back shows on the cards of its order too. */
export const redrawOrderOfReturn: Reaction<'return.received' | 'return.inspected'> = async (speech, { data }) =>
  redrawOrder(speech, data.orderId)

/** Draws the cards of a return as they are now. */
export const redrawReturn: Reaction<
  'return.instructed' | 'return.scanned' | 'return.received' | 'return.mirrored' | 'return.told'
> = async (speech, { about }) => {
  await drawCase(speech, returnKind, about)
}
