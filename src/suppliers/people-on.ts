import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { rooms } from '../kernel/ground/tables.ts'
import type { Persona } from '../kernel/shapes/persona.ts'
import { contacts, suppliers } from './tables.ts'

const STAFF: readonly Persona[] = [
  { user: 'sam', name: 'Sam', title: 'staff', staff: true, channels: 'all' },
  { user: 'robin', name: 'Robin', title: 'staff', staff: true, channels: 'all' },
]

/** Who one can be on a chat where nobody has an account: two of the staff, and every contact that a supplier has there. */
export async function peopleOn(db: Reads, chat: string): Promise<readonly Persona[]> {
  const rows = await db
    .select({ contact: contacts, supplier: suppliers.name, channel: rooms.channel, chat: rooms.chat })
    .from(contacts)
    .innerJoin(suppliers, eq(suppliers.id, contacts.supplierId))
    .leftJoin(rooms, eq(rooms.supplierId, contacts.supplierId))
    .where(eq(contacts.chat, chat))
    .orderBy(asc(suppliers.name), asc(contacts.addedAt))
  const people = Map.groupBy(rows, row => row.contact.user)
  return [
    ...STAFF,
    ...[...people]
      .filter(([user]) => !STAFF.some(one => one.user === user))
      .map(([user, own]) => ({
        user,
        name: own[0]?.contact.name ?? user,
        title: [...new Set(own.map(row => row.supplier))].join(', '),
        staff: false,
        channels: own.flatMap(row => (row.chat === chat && row.channel ? [row.channel] : [])),
      })),
  ]
}
