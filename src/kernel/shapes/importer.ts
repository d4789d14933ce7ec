import type { Actor } from './actor.ts'
import type { Choice } from './form.ts'

/** A row (or order) of a file that will not come in, and the sentence that says why. `row` counts from 1, the header being row 1. */
export type RefusedRow = { row: number; order: string | null; why: string }

/** How a file is written. `assumed`: it doesn't say so itself; then `example` is what was made of one of its cells. */
export type HowWritten = { encoding: string; title: string; assumed: boolean; example: string | null }

export type Preview = {
  written: HowWritten
  /** What kind of file it is, as people call it; `lacks`: what it doesn't have or what was assumed, a sentence each. */
  form: { title: string; lacks: readonly string[] }
  /** How many orders and lines would come in. */
  orders: number
  lines: number
  /** Total money per currency, shown as a person writes it: `EUR 1,234.50`. */
  totals: readonly string[]
  /** The first few, one sentence each. */
  sample: readonly string[]
  refused: readonly RefusedRow[]
  /** Orders that are here already and of which the file says otherwise, with the difference in words. */
  differs: readonly RefusedRow[]
}

export type Progress = { done: number; of: number }

export type Report = {
  received: number
  updated: number
  unchanged: number
  refused: readonly RefusedRow[]
}

/**
 * A file of orders, its store, and where somebody chose them, how it is written and which currency (ISO 4217) it is in. The
 * currency counts where the file names none.
 */
export type OrdersFile = {
  bytes: Uint8Array
  store: string
  encoding?: string | undefined
  currency?: string | undefined
}

/** Reads files of orders. A file that isn't one at all is a `Refusal`. */
export interface Importer {
  /** How a file may be written, for people to choose from. */
  encodings: readonly Choice[]
  preview(file: OrdersFile): Promise<Preview>
  /**
   * Safe to run again: an order that is already here and no older is left as it is.
   * @param agreed whether what the preview shows as different is changed as well; else it is refused.
   */
  run(file: OrdersFile, actor: Actor, progress: (at: Progress) => void, agreed?: boolean): Promise<Report>
}
