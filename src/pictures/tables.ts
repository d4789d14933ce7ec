import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { at, bytea } from '../kernel/ground/tables.ts'

/** Pictures of products, as they were fetched from their stores. */
export const productPictures = pgTable(
  'product_pictures',
  {
    /** See picture-key.ts. */
    key: text().primaryKey(),
    /** As the contents say; null with the bytes where no picture was there. */
    type: text(),
    bytes: bytea(),
    fetchedAt: at('fetched_at').notNull(),
  },
  table => [index('product_pictures_fetched').on(table.fetchedAt)],
)
