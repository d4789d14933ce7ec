import type { Events } from '../events.ts'

/** What may be wrong with a parcel. */
export type Trouble = Events['parcel.in_trouble']['trouble']

/** What each trouble of a parcel is called in lists and stories. */
export const TROUBLE_LABELS: Readonly<Record<Trouble, string>> = {
  damaged: 'Damaged',
  lost: 'Lost',
  returning: 'Going back',
  customs: 'Held by customs',
  exception: 'A problem on its way',
  stuck: 'Stopped moving',
  elsewhere: 'Delivered elsewhere',
  attempt: 'Delivery failed',
  pickup: 'To be picked up',
  overdue: 'Not delivered in time',
  invalid: 'Number not known',
  forgotten: 'Never scanned',
}
