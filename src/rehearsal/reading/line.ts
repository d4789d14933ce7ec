import type { Allowance } from '../../suppliers/allowance.ts'

/** One line of a history, translated: something that a supplier was asked to ship. What the file does not say is null. */
export type Line = {
  order: string
  supplier: string
  placedAt: Date
  /** When it had to ship, or how long the supplier was given. */
  shipBy: Date | Allowance | null
  acknowledgedAt: Date | null
  shippedAt: Date | null
  scannedAt: Date | null
  deliveredAt: Date | null
  /** `unknown`: cancelled, and the file does not say when. */
  cancelledAt: Date | 'unknown' | null
}

/** A history that is open to be read. */
export type Reading = {
  /** What it is, for people. */
  what: string
  /** What its columns can tell: a rule about what is never told would be broken by every order. */
  tells: { shipBy: boolean; acknowledged: boolean; scanned: boolean }
  lines: AsyncIterable<Line>
}

/** Rows as lines; those that ask nothing of a supplier are passed over. */
export async function* translate<Row>(rows: AsyncIterable<Row>, read: (row: Row) => Line | null): AsyncGenerator<Line> {
  for await (const row of rows) {
    const line = read(row)
    if (line) yield line
  }
}
