import { isLive } from '../../purchase-orders/purchase-order.ts'
import { trackingUrl } from '../../shipments/carriers.ts'
import type { OrderView, Parcel } from '../order-view.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { fill, type ParcelState, type WhereWords } from './words.ts'

/** Says to a customer where an order is, in a language, and no more than is known: what nobody scanned isn't on its way. Pure. */
export function whereWords(view: Pick<OrderView, 'order' | 'purchaseOrders'>, language: Language): string {
  const words = LANGUAGES[language]
  const { number, cancelledAt } = view.order
  const order = { order: number }
  if (cancelledAt) return fill(words.cancelled, order)
  const live = view.purchaseOrders.filter(({ po }) => isLive(po))
  const parcels = live.flatMap(one => one.parcels)
  if (parcels.length === 0) return fill(words.preparing, order)
  const isWhole = live.every(({ po }) => po.shippedAt)
  const isOne = parcels.length === 1
  const of = isOne && isWhole ? 0 : 1
  const told = parcels.map((parcel, at) => {
    const nth = fill(words.nth, { at: at + 1, all: parcels.length })
    const what = isOne ? fill(isWhole ? words.order : words.first, order) : nth
    return aboutParcel(parcel, { what, of, words, language })
  })
  const several = isOne ? [] : [fill(words.several, order)]
  return [...several, ...told, ...(isWhole ? [] : [words.rest])].join(' ')
}

type Subject = { what: string; of: 0 | 1; words: WhereWords; language: Language }

function aboutParcel(parcel: Parcel, { what, of, words, language }: Subject): string {
  const { carrier, carrierName, number, deliveredAt } = parcel
  const sentence = words.states[stateOf(parcel)]
  const day = deliveredAt ? dayIn(language, deliveredAt) : ''
  const said = fill(typeof sentence === 'string' ? sentence : sentence[of], {
    ...{ what, day, parcel: `${carrierName} ${number}` },
  })
  const page = trackingUrl(carrier, number)
  return page ? `${said} ${fill(words.follow, { page })}` : said
}

function stateOf({ tag, detail, scannedAt, deliveredAt }: Parcel): ParcelState {
  if (tag === 'Exception') return detail === 'returning' ? 'returning' : 'problem'
  if (deliveredAt) return 'delivered'
  if (tag === 'OutForDelivery') return 'out'
  if (tag === 'AvailableForPickup') return 'pickup'
  if (tag === 'AttemptFail') return 'attempted'
  return scannedAt ? 'moving' : 'packed'
}

const dayIn = (language: Language, at: Date) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
