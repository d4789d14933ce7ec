import { sql } from 'drizzle-orm'

/** Whose purchase orders: all where nothing is said; of a supplier, or of a member of the staff. */
export type LateScope = {
  supplierId?: string
  owner?: { chat: string; user: string }
  /** It is the supplier who reads: what staff silenced, and until when, is theirs alone. */
  own?: true
}
/** Which rows of a longer list. */
export type PageOf = { from: number; most: number }
/** Part of a list, and how many rows the whole of it has; 0 where the part begins beyond its end. */
export type Listed<Row> = { rows: readonly Row[]; all: number }

/** Counts along with each row what the query finds without its limit. */
export const all = sql<number>`(count(*) over ())::int`

export function listed<Row>(found: readonly { row: Row; all: number }[]): Listed<Row> {
  return { rows: found.map(({ row }) => row), all: found[0]?.all ?? 0 }
}
