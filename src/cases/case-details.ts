/** A label and what there is to say; null where there is nothing. */
export type DetailRow = readonly [label: string, value: string | Date | null]

/** What a case is about, as exports tell it. */
export type CaseDetails = {
  /** `damaged: LAMP-OAK ×1` */
  about: string
  /** What the customer says happened; null where nobody wrote it. */
  happened: string | null
  /** How it stands. */
  state: string
  rows: readonly DetailRow[]
  refund: string | null
  credit: string | null
  /** The purchase order that replaces the goods. */
  replacementId: string | null
}
