import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'

/** Where a shop keeps the tracking numbers of an order. */
export type Book = {
  /** Begins the ids of its entries as we know them, so that one book's are not looked for in another. */
  kind: string
  /** Whether it mails the customer of each parcel by itself. */
  mails: boolean
  /** Whether the mail of a completed order shows its numbers. */
  isInCompletedMail: boolean
  list(): Promise<readonly BookEntry[]>
  /** Adds a parcel, as often as it is asked to. @returns the id of the entry. */
  add(parcel: WantedParcel): Promise<string>
  /** Writes another number or other pieces into an entry; a book without it takes a new entry for the old one. */
  rewrite?(entry: BookEntry, parcel: WantedParcel): Promise<void>
  remove(id: string): Promise<void>
}

export type BookEntry = {
  id: string
  carrier: string | null
  /** Null where somebody fulfilled it by hand and gave no number. */
  number: string | null
  /** What is inside, where the book says so: see `piecesKey`. */
  pieces?: string
}

/** Numbers as people and plugins write them: `1z 999` is `1Z999`. Pure. */
export function isSameNumber(one: string | null, other: string | null): boolean {
  const bare = (number: string | null) => (number ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()
  return bare(one) !== '' && bare(one) === bare(other)
}

/** What is inside a parcel, as a text that is the same for the same pieces. Pure. */
export function piecesKey(pieces: readonly { line: string; quantity: number }[]): string {
  return pieces
    .map(({ line, quantity }) => `${line} × ${quantity}`)
    .sort()
    .join(', ')
}
