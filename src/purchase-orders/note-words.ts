import type { PurchaseOrder } from './tables.ts'

/** What goes with a purchase order to its supplier, as it was sent. */
export type Notes = Pick<PurchaseOrder, 'note' | 'notedBy' | 'customerNote'>

export const NO_NOTES: Notes = { note: null, notedBy: null, customerNote: null }

/** The notes as its supplier reads them, a paragraph each: the shop's first, then the customer's. Pure. */
export function noteWords({ note, customerNote }: Notes): readonly string[] {
  return [
    ...(note ? [`Note from the shop: ${note}`] : []),
    ...(customerNote ? [`From the customer: ${customerNote}`] : []),
  ]
}
