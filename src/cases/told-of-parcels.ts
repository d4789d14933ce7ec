import type { EventName, Events } from '../events.ts'
import { TROUBLE_LABELS } from '../shipments/trouble-labels.ts'

/** What each fact of a parcel in trouble says in a story, after the name of who did it. */
export const TOLD_OF_PARCELS = {
  'parcel.in_trouble': ({ number, carrier, tracking, trouble }) =>
    `noticed trouble with ${carrier} ${tracking} of ${number}: ${TROUBLE_LABELS[trouble].toLowerCase()}`,
  'parcel.out_of_trouble': ({ number, carrier, tracking, trouble }) =>
    `saw the end of a trouble of ${carrier} ${tracking} of ${number}: ${TROUBLE_LABELS[trouble].toLowerCase()}`,
  'parcel.asked': ({ number, question }) => `asked the supplier about ${number}: ${question}`,
  'parcel.answered': ({ number, by, answer }) => `heard the answer of ${by} about ${number}: ${answer}`,
  'parcel.claimed': ({ number, complaint }) => `went on with ${number} as ${complaint}`,
} as const satisfies { readonly [N in EventName]?: (data: Events[N]) => string }
