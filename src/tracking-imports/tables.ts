import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { RowVerdict } from './judge-row.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Many tracking numbers that somebody pasted or sent as files: read, shown, and added once somebody presses. */
export const trackingImports = pgTable(
  'tracking_imports',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Where its card stands. */
    roomId: uuid('room_id'),
    /** Whose purchase orders it may touch; null for all, in the staff's own rooms. */
    supplierId: uuid('supplier_id'),
    /** `tracking.xlsx`, or `a pasted list`. */
    name: text().notNull(),
    /** The files that are to be read, by id. */
    files: jsonb().$type<readonly string[]>().notNull(),
    /** For rows whose number fits several carriers and that name none. */
    carrier: text(),
    madeAt: at('made_at').notNull(),
    madeBy: text('made_by').notNull(),
    readAt: at('read_at'),
    /** Why it can't be read. */
    why: text(),
    confirmedAt: at('confirmed_at'),
    /** Who pressed: the parcels are added in their name. Known from the start where nobody is asked. */
    confirmedBy: jsonb('confirmed_by').$type<Actor>(),
    finishedAt: at('finished_at'),
  },
  table => [index('tracking_imports_made').on(table.madeAt)],
)
export type TrackingImport = typeof trackingImports.$inferSelect

/** A row of an import: a parcel, or why it is none. */
export const trackingImportRows = pgTable(
  'tracking_import_rows',
  {
    importId: uuid('import_id').notNull(),
    position: integer().notNull(),
    /** Where it is written: `row 12`, `parcels.csv row 12`. */
    place: text().notNull(),
    /** As it was written. */
    purchaseOrder: text('purchase_order').notNull(),
    purchaseOrderId: uuid('purchase_order_id'),
    /** Normalised; empty where none can be read. */
    number: text().notNull(),
    /** A code of carriers.ts or `other: …`, as it is asked with; empty where none is known. */
    carrier: text().notNull(),
    /** What is inside, as it was written; empty for all that is left. */
    pieces: text().notNull(),
    verdict: text().$type<RowVerdict>().notNull(),
    /** Why it is not taken, a sentence. */
    why: text(),
  },
  table => [
    primaryKey({ columns: [table.importId, table.position] }),
    index('tracking_import_rows_purchase_order').on(table.purchaseOrderId),
  ],
)
export type ImportRow = typeof trackingImportRows.$inferSelect
