import { Refusal } from '../../kernel/words/refusal.ts'
import { count, list } from '../../kernel/words/text.ts'
import type { Allowance } from '../../suppliers/allowance.ts'

/**
 * One line of a history, translated: something that a supplier was asked to ship. What the file does not say is null.
 */
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
export type LineReading = {
  /** What it is, for people. */
  what: string
  /** What its columns can tell: every order would break a rule about a missing column. */
  tells: { shipBy: boolean; acknowledged: boolean; scanned: boolean }
  lines: AsyncIterable<Line>
}

/** So many bad lines are named after the first. */
const MOST_NAMED = 5

/**
 * Rows as lines; those that ask nothing of a supplier are passed over.
 * @throws Refusal of the first line that cannot be read, once all are looked at: it says which others cannot be
 */
export async function* translate<Row extends { line: number }, Read>(
  rows: AsyncIterable<Row>,
  read: (row: Row) => Read | null,
): AsyncGenerator<Read> {
  let first: Refusal | null = null
  const others: number[] = []
  for await (const row of rows) {
    const line = attempt(() => read(row))
    if (!(line instanceof Refusal)) {
      if (line && !first) yield line
    } else if (first) others.push(row.line)
    else first = line
  }
  if (first) throw new Refusal([first.message, ...alsoBad(others)].join(' '))
}

function attempt<T>(read: () => T): T | Refusal {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function alsoBad(lines: readonly number[]): readonly string[] {
  if (lines.length === 0) return []
  const named = list(lines.slice(0, MOST_NAMED).map(String))
  const which = lines.length > MOST_NAMED ? `the first of them ${named}` : named
  return [`${count(lines.length, 'more line')} cannot be read either: ${which}.`]
}
