import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Power } from '../kernel/shapes/power.ts'

/** Who of the staff may do what. A power that nobody is listed for is everybody's. */
export const staffPowers = pgTable(
  'staff_powers',
  {
    power: text().$type<Power>().notNull(),
    chat: text().notNull(),
    /** The chat's own id of the person. */
    user: text().notNull(),
    name: text().notNull(),
    grantedAt: timestamp('granted_at', { withTimezone: true }).notNull(),
  },
  table => [primaryKey({ columns: [table.power, table.chat, table.user] })],
)
