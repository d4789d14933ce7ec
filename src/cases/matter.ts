/** A label and what there is to say; null where there is nothing. */
export type Row = readonly [label: string, value: string | Date | null]

/** What a case is about, as papers tell it. */
export type Matter = {
  /** `damaged: LAMP-OAK ×1` */
  about: string
  /** What the customer says happened; null where nobody wrote it. */
  happened: string | null
  /** How it stands. */
  state: string
  rows: readonly Row[]
  refund: string | null
  credit: string | null
  /** The purchase order that replaces the goods. */
  replacementId: string | null
}
