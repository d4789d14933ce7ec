import type { WhereWords } from '../words.ts'

export const en: WhereWords = {
  language: 'English',
  cancelled: 'Your order {order} was cancelled.',
  preparing: 'We are preparing your order {order}.',
  several: 'Your order {order} comes in several parcels.',
  rest: 'We are still preparing the rest.',
  follow: 'You can follow it here: {page}',
  order: 'Your order {order}',
  first: 'The first parcel of your order {order}',
  nth: 'Parcel {at} of {all}',
  states: {
    problem: '{what} has met a problem on its way ({parcel}), and we are looking into it.',
    returning: '{what} is on its way back to us ({parcel}), and we are looking into it.',
    attempted: '{what} could not be delivered at the first attempt ({parcel}), and the carrier will try again.',
    pickup: '{what} is waiting for you to pick it up ({parcel}).',
    packed: '{what} is packed, and the carrier will pick it up soon ({parcel}).',
    moving: '{what} is on its way ({parcel}).',
    out: '{what} is out for delivery ({parcel}).',
    delivered: '{what} was delivered on {day} ({parcel}).',
  },
}
