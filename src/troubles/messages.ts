import type { CaseView } from '../cases/case-view.ts'
import type { Events } from '../events.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import type { ParcelView } from './parcel-view.ts'
import { troubleWords } from './parcel-words.ts'
import { endWords } from './supplier-card.ts'
import { TROUBLES } from './trouble.ts'

/** The supplier's last message in the thread of a parcel. */
export function parcelEnded(view: ParcelView): Card {
  const { supplier, one } = view
  const title = `${one.number} is closed`
  return { audience: { supplierId: supplier.id }, tone: 'over', title, summary: endWords(view) }
}

/** To the supplier: something further befell it, or staff opened it again. */
export function parcelResumed({ supplier, one, trouble, kept }: ParcelView): Card | null {
  if (!kept.sharedAt) return null
  const title = `${one.number} is open again`
  const summary = `${troubleWords(trouble)} ${TROUBLES[trouble.trouble].asks}`
  return { audience: { supplierId: supplier.id }, tone: 'bad', title, summary }
}

/** A further trouble of a parcel that somebody looks after already. */
export function furtherTrouble(
  { one, trouble, supplier }: ParcelView,
  side: 'staff' | 'supplier',
  pings: readonly Ping[],
): Card {
  const { words, next, asks } = TROUBLES[trouble.trouble]
  const ours = side === 'staff'
  return {
    audience: ours ? 'staff' : { supplierId: supplier.id },
    tone: 'bad',
    title: `${one.number}: it ${words} now`,
    summary: `${troubleWords(trouble)} ${ours ? `${next}.` : asks}`,
    pings,
  }
}

/** To the supplier: staff ask about a parcel. */
export function askedAboutParcel(
  { one, supplier }: ParcelView,
  { by, question }: Events['parcel.asked'],
  pings: readonly Ping[],
): Card {
  const title = `${by} asks about ${one.number}`
  return { audience: { supplierId: supplier.id }, tone: 'waiting', title, summary: question, pings, urgent: true }
}

/** To staff: what the supplier says of a parcel. */
export function answeredAboutParcel(
  { one, supplier }: ParcelView,
  { by, answer }: Events['parcel.answered'],
  pings: readonly Ping[],
): Card {
  const title = `${by} of ${supplier.name} answered ${one.number}`
  return {
    audience: 'staff',
    tone: 'warning',
    title,
    summary: answer,
    context: 'Open a claim, ask again, or close it.',
    pings,
  }
}

/** To staff, in the thread of a complaint: its parcel is not lost after all. */
export function foundAgain(
  { one, po }: CaseView,
  { carrier, tracking, how }: Events['parcel.out_of_trouble'],
  pings: readonly Ping[],
): Card {
  const came = how === 'delivered'
  return {
    ...{ audience: 'staff', tone: 'warning', pings, urgent: true },
    title: `The parcel of ${one.number} ${came ? 'was delivered' : 'moves again'}`,
    summary: `${carrier} ${tracking} of ${po.number} ${came ? 'was delivered' : 'moves again'}. Look at it before you refund or replace it.`,
  }
}
