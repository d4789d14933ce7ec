import type { PhrasePart } from '../kernel/shapes/card.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { DECLINE_REASONS } from '../purchase-orders/decline-reason.ts'
import type { Pieces } from '../purchase-orders/pieces.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { whereItStands } from '../shipments/carrier-words.ts'
import { trackingUrl } from '../shipments/carriers.ts'
import type { LineView, Parcel } from './order-view.ts'
import type { Said } from './read-reply.ts'

/** `2 × Lamp accepted; 1 × Bulb backordered until 2026-12-20.` */
export function saidWords(said: readonly Said[], lines: readonly LineView[]): string {
  const parts = said.map(one => {
    const title = lines.find(({ line }) => line.id === one.lineId)?.line.title
    return `${one.quantity} × ${title} ${'answer' in one ? answerWords(one.answer) : offerWords(one.offer)}`
  })
  return `${parts.join('; ')}.`
}

function answerWords(answer: Extract<Said, { answer: unknown }>['answer']): string {
  if (answer.say === 'accept') return 'accepted'
  if (answer.say === 'backorder') return `backordered until ${answer.until}`
  return `declined: ${DECLINE_REASONS[answer.reason].toLowerCase()}${answer.note ? ` — ${answer.note}` : ''}`
}

function offerWords(offer: Extract<Said, { offer: unknown }>['offer']): string {
  return 'price' in offer ? `offered at ${inMoney(offer.price)} each` : `offered as ${offer.sku} instead`
}

/** `UPS 1Z…`, `UPS 1Z… (delivered)` */
export function parcelWords(parcel: Parcel): string {
  return `${parcel.carrierName} ${parcel.number}${inBrackets(parcel)}`
}

function inBrackets(parcel: Parcel): string {
  const words = whereItStands(parcel)
  return words ? ` (${words})` : ''
}

/** The same with the number as a link to where its carrier follows it, if we know where. */
export function parcelPhrase(parcel: Parcel): readonly PhrasePart[] {
  const { carrier, carrierName, number } = parcel
  const to = trackingUrl(carrier, number)
  return [`${carrierName} `, to ? { text: number, to } : number, inBrackets(parcel)].filter(part => part !== '')
}

/** Where the pieces of a line are, of what a plain acknowledged line does not say: `1 backordered until 2026-12-20`. */
export function placeWords(
  { deliveredAt }: PurchaseOrder,
  { pin, asked, shipped }: LineView,
  { declined, withdrawn, delivered, returned }: Pieces,
): readonly string[] {
  return [
    ...(shipped > 0 && shipped < asked ? [`${shipped} of ${asked} shipped`] : []),
    ...(delivered > 0 && !deliveredAt ? [`${delivered} of ${asked} delivered`] : []),
    ...(returned > 0 ? [`${returned} returned`] : []),
    ...pin.backordered.map(({ quantity, until }) => `${quantity} backordered until ${until}`),
    ...(declined > 0 ? [`${declined} declined`] : []),
    ...(withdrawn > 0 ? [`${withdrawn} withdrawn`] : []),
  ]
}
