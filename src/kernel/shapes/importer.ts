import type { Actor } from './actor.ts'

/** A row (or order) of a file that will not come in, and the sentence that says why. `row` counts from 1, the header being row 1. */
export type RefusedRow = { row: number; order: string | null; why: string }

export type Preview = {
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

/** A file of orders. A file that is no orders file at all is a `Refusal`. */
export interface Importer {
  preview(file: Uint8Array, store: string): Promise<Preview>
  /**
   * Safe to run again: an order that is already here and no older is left as it is.
   * @param agreed whether what the preview shows as different is changed as well; else it is refused.
   */
  run(
    file: Uint8Array,
    store: string,
    actor: Actor,
    progress: (at: Progress) => void,
    agreed?: boolean,
  ): Promise<Report>
}
