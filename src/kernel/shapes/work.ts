import type { Speaker } from './actor.ts'
import type { Phrase, Tone } from './card.ts'
import type { Choice } from './form.ts'

/** The tables of a page on which many things are looked at, and acted on, at once. */
export const WORK_TABLES = ['orders', 'purchase-orders', 'cases', 'credits'] as const
export type WorkTable = (typeof WORK_TABLES)[number]

/** One way to narrow a table: `value` is what it is narrowed by now, empty for nothing. */
export type WorkFilter = { name: string; label: string; value: string; choices: readonly Choice[] }

/** `id` is ours, as commands take it; `number` is what people call it. A cell per column, without the number's own. */
export type WorkRow = { id: string; number: string; tone: Tone; cells: readonly Phrase[] }

/** A page of a table. */
export type WorkPage = {
  /** The tables that its reader may see, in their order. */
  tables: readonly { table: WorkTable; title: string }[]
  filters: readonly WorkFilter[]
  /** What is looked for in a table that can be searched; null where it can't. */
  text: string | null
  /** The first is the number's. */
  columns: readonly string[]
  rows: readonly WorkRow[]
  /** How many rows the whole table has; null for very many, which were not counted. */
  all: number | null
  /** Where the pages next to it begin: the value of `at`. */
  next: string | null
  back: string | null
}

/**
 * A page of a table, narrowed by filters, searched by `text`, from the place `at`.
 * @throws Refusal for somebody who may not see it, or a filter that is not understood
 */
export type AskWork = (speaker: Speaker, table: WorkTable, asked: Readonly<Record<string, string>>) => Promise<WorkPage>
