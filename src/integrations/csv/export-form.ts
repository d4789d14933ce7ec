import type { Column, RowCells } from './columns.ts'
import type { DateStyle } from './dates.ts'

/** What a row has under a heading of the file: empty where the cell is, undefined where there is no such heading. */
export type Under = (heading: string) => string | undefined

/** One form in which a shop system writes its orders: one file in `forms/` and one line in `recognise-form.ts`. */
export type ExportForm = {
  /** As sentences call it: `Etsy’s order items`. */
  title: string
  /** What each column is called, the usual heading first; where several are there, the first counts. */
  columns: Readonly<Partial<Record<Column, readonly string[]>>>
  /** A file is of this form if it has these. */
  needs: readonly Column[]
  dates: DateStyle
  /** Whether its orders' ids are unique over all shops of its kind. */
  idsAreUnique: boolean
  /** What people may look for and it doesn't have, or what had to be assumed: a sentence each. */
  lacks: readonly string[]
  /** Written with tabs and without quotation marks, so that one in a cell is part of its text. */
  unquoted?: boolean
  /** Rows that are no order's: what stands under or between them. */
  furniture?: RegExp
  /** What a bare `$` is. */
  dollar?: string
  /** Whether tax comes on top of prices of this currency, where the file has no total to tell it by. */
  taxOnTop?: (currency: string) => boolean
  /** What its own words mean: rewrites the cells of a row as the columns have them. Throws nothing. */
  reads?: (cells: RowCells, under: Under) => RowCells
}

/** What a column is called in the file, for sentences; an amount that the form has moved is still under its price. */
export const heading = ({ columns }: ExportForm, column: Column): string =>
  (columns[column] ?? columns.price)?.[0] ?? column
