import type { Trouble } from '../shipments/trouble-labels.ts'

type TroubleKind = {
  /** After what names the parcel: `UPS 1Z… is lost`. */
  words: string
  /** `case`: somebody looks after it until it ends. `alert`: it is said once. `late`: the late case of its scan clock has it. */
  weight: 'case' | 'alert' | 'late'
  /** Whose move it is first. */
  acts: 'supplier' | 'staff'
  /** What staff do next. */
  next: string
  /** What the supplier is asked, once it is. */
  asks: string
}

/** Every trouble of a parcel: a further one is a line of events.ts, one here, and how trouble-of.ts tells it. */
export const TROUBLES: Readonly<Record<Trouble, TroubleKind>> = {
  damaged: {
    ...{ words: 'is damaged', weight: 'case', acts: 'supplier' },
    next: 'Hear what the supplier says, then open a claim',
    asks: 'The carrier reports damage. Please claim it from the carrier, and say whether you will send it again.',
  },
  lost: {
    ...{ words: 'is lost', weight: 'case', acts: 'supplier' },
    next: 'Hear what the supplier says, then open a claim',
    asks: 'Please claim it from the carrier, and say whether you will send it again.',
  },
  returning: {
    ...{ words: 'is going back to its sender', weight: 'case', acts: 'supplier' },
    next: 'Ask the customer why, then have it sent again or refund it',
    asks: 'It is on its way back to you. Please say when you have it, and whether you can send it again.',
  },
  customs: {
    ...{ words: 'is held by customs', weight: 'case', acts: 'staff' },
    next: 'Find out what customs need, and from whom',
    asks: 'Customs are holding it. Please send them what they need, and say what that is.',
  },
  exception: {
    ...{ words: 'has a problem on its way', weight: 'alert', acts: 'staff' },
    next: 'Read what the carrier says, and tell the customer',
    asks: 'Please ask the carrier what happened.',
  },
  stuck: {
    ...{ words: 'has stopped moving', weight: 'case', acts: 'staff' },
    next: 'Ask the carrier or the supplier where it is',
    asks: 'It has stopped moving. Please ask the carrier where it is.',
  },
  elsewhere: {
    ...{ words: 'was delivered somewhere else', weight: 'case', acts: 'staff' },
    next: 'Ask the customer whether they have it, then the supplier',
    asks: 'The carrier delivered it in another place than it was sent to. Please check the number and the label.',
  },
  attempt: {
    ...{ words: 'could not be delivered', weight: 'alert', acts: 'staff' },
    next: 'Tell the customer that the carrier was there',
    asks: 'Please ask the carrier to try again.',
  },
  pickup: {
    ...{ words: 'waits to be picked up', weight: 'alert', acts: 'staff' },
    next: 'Tell the customer where it waits, and until when',
    asks: 'Please ask the carrier to keep it longer.',
  },
  overdue: {
    ...{ words: 'is not delivered in time', weight: 'alert', acts: 'staff' },
    next: 'Tell the customer that it takes longer',
    asks: 'It takes longer than usual. Please ask the carrier when it arrives.',
  },
  invalid: {
    ...{ words: 'is not known to its carrier', weight: 'alert', acts: 'supplier' },
    next: 'Choose the right carrier, or correct the number',
    asks: 'The carrier does not know this number. Check it, or choose the carrier that has it.',
  },
  forgotten: {
    ...{ words: 'has a label and was never scanned', weight: 'late', acts: 'supplier' },
    next: 'See its late case',
    asks: 'Please hand it to the carrier, or correct its number.',
  },
}

/** The weightiest first: of several at once a parcel is in the first. */
export const troubleNames = Object.keys(TROUBLES) as [Trouble, ...Trouble[]]
