/** What a customer can be answered of a parcel, worst first. */
export const PARCEL_STATES = [
  ...(['problem', 'returning', 'attempted', 'pickup', 'packed', 'moving', 'out', 'delivered'] as const),
] as const
export type ParcelState = (typeof PARCEL_STATES)[number]

/**
 * The sentences in one language. `{order}` is the number of the order; in a state `{what}` is who it is about (`order`,
 * `first` or `nth`), `{parcel}` carrier and number, `{day}` a day. Two sentences where the verb agrees with its subject:
 * one about the order, one about a parcel.
 */
export type WhereWords = {
  /** In English, for staff who choose it. */
  language: string
  cancelled: string
  preparing: string
  several: string
  /** After what is said of parcels, where something is still to come. */
  rest: string
  follow: string
  order: string
  first: string
  nth: string
  states: Readonly<Record<ParcelState, string | readonly [order: string, parcel: string]>>
}

/** Puts values in the places of a sentence. Pure. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
