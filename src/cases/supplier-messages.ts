import type { Events } from '../events.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import type { CaseView } from './case-view.ts'

type Told = Pick<Card, 'tone' | 'title' | 'summary'> & Partial<Pick<Card, 'context' | 'pings' | 'urgent'>>

/** A message in the thread of a case in its supplier's room. It has no buttons: those are on the root card. */
const toSupplier = ({ supplier, po }: CaseView, told: Told): Card => ({
  audience: { supplierId: supplier.id },
  follows: purchaseOrderKey(po),
  ...told,
})

const ANSWER = 'Please answer with a button on the card at the top of this thread.'

/** Somebody of the staff asks for news. */
export function nudged(base: CaseView, { by, note }: Events['case.nudged'], pings: readonly Ping[]): Card {
  const title = `${by} asks about ${base.po.number}`
  return toSupplier(base, {
    tone: 'waiting',
    title,
    summary: note ?? `Is there any news? ${ANSWER}`,
    pings,
    urgent: true,
  })
}

/** The escalation reminds the supplier. */
export function reminded(base: CaseView, pings: readonly Ping[]): Card {
  return toSupplier(base, {
    tone: 'waiting',
    title: `${base.po.number} still waits for your answer`,
    summary: ANSWER,
    context: ['It has waited since ', { at: base.one.openedAt.toISOString(), zone: base.supplier.zone }],
    pings,
  })
}

/** An answer was heard: the people who waited read it, and that the reminders end. */
export function answeredMessage(base: CaseView, { by, how }: Events['case.answered']): Card {
  const more = base.one.nextAt && !base.one.snoozedUntil
  return toSupplier(base, {
    tone: more ? 'waiting' : 'good',
    title: `${by} ${how}`,
    summary: more
      ? `Thank you. ${base.po.number} still needs a ship date.`
      : 'Thank you. No more reminders until then.',
  })
}

const ENDS: Readonly<Record<string, (number: string) => string>> = {
  shipped: number => `${number} has shipped.`,
  moves: number => `A parcel of ${number} moves again.`,
  taken_off: number => `The parcel was taken off ${number}.`,
  corrected: number => `The tracking number of ${number} was corrected.`,
  scanned: number => `The carrier has scanned ${number}.`,
  delivered: number => `${number} was delivered.`,
  acknowledged: number => `${number} was acknowledged.`,
  declined: number => `${number} was declined.`,
  answered: number => `The change of ${number} is answered.`,
  not_asked: number => `The change of ${number} is no longer asked.`,
  cancelled: number => `The shop has withdrawn ${number}. Please do not ship it.`,
}

/** Why a case ended, as the supplier may know it: what staff decided among themselves stays with them. */
export function caseEndWords({ one, po }: Pick<CaseView, 'one' | 'po'>): string {
  return ENDS[one.closeReason ?? '']?.(po.number) ?? `${one.closedBy} closed it. You don’t need to do anything.`
}

/** The case is over. */
export function closed(base: CaseView): Card {
  const tone = base.one.closeReason === 'cancelled' ? 'warning' : 'over'
  return toSupplier(base, { tone, title: `${base.one.number} is closed`, summary: caseEndWords(base) })
}

/** It was taken up again. */
export function reopened(base: CaseView, { by }: Events['case.reopened']): Card {
  const summary = `${by} reopened it. ${ANSWER}`
  return toSupplier(base, { tone: 'warning', title: `${base.one.number} is open again`, summary })
}

/** A credit that was promised has not come, though the case is over. */
export function creditReminder(base: CaseView, { amount }: Events['case.credit_chased'], pings: readonly Ping[]): Card {
  return toSupplier(base, {
    tone: 'waiting',
    title: `Your credit for ${base.one.number} is still to come`,
    summary: `${base.one.number} of ${base.po.number} is closed, and your credit of ${amount} has not arrived yet. Please send it, or write here when it comes.`,
    pings,
  })
}
