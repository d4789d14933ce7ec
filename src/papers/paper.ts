/** A table of a paper. */
export type PaperTable = { title: string; heads: readonly string[]; rows: readonly (readonly string[])[] }

/** What is printed of an order or of a part of it: words alone, so that a page, a PDF and a table say the same. */
export type Paper = {
  /** `Packing list` */
  kind: string
  title: string
  about: string
  facts: readonly (readonly [label: string, value: string])[]
  tables: readonly PaperTable[]
  texts: readonly { title: string; words: string }[]
  /** When it was made, and what it leaves out. */
  foot: string
}
