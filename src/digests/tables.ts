import { date, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** That a room's digest of a day was made, once, whether there was something to say or not. */
export const digests = pgTable(
  'digests',
  {
    roomId: uuid('room_id').notNull(),
    /** The day in the room's zone. */
    day: date({ mode: 'string' }).notNull(),
    madeAt: at('made_at').notNull(),
  },
  table => [primaryKey({ columns: [table.roomId, table.day] })],
)

/** The hour at which a room wants its digest, 0 to 23 on its wall clock; null for never. A room without a row has the usual one. */
export const digestHours = pgTable('digest_hours', { roomId: uuid('room_id').primaryKey(), hour: integer() })
