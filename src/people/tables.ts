import { boolean, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/** People who sign in to the console by themselves: the shop's own staff, and suppliers' contacts. */
export const people = pgTable(
  'people',
  {
    /** As the console calls them, and as contacts of a supplier have it. */
    user: text().primaryKey(),
    name: text().notNull(),
    staff: boolean().notNull(),
    /** See password.ts; null until they chose one. */
    password: text(),
    /** The hash of their link's key; null once it was used. */
    invitation: text(),
    invitedUntil: timestamp('invited_until', { withTimezone: true }),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
  },
  table => [uniqueIndex('people_invitation').on(table.invitation)],
)
