import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Reads } from '../kernel/ground/db.ts'
import { rooms } from '../kernel/ground/tables.ts'
import type { Persona } from '../kernel/shapes/persona.ts'
import { contacts, suppliers } from '../suppliers/tables.ts'
import { people } from './tables.ts'

/** Who one can be as staff until somebody signs in by name. */
const STAFF: readonly Persona[] = [aStaff('sam', 'Sam'), aStaff('robin', 'Robin')]

/** Everybody on a chat where nobody has an account elsewhere: the staff who sign in, and every contact that a supplier has there. */
export async function peopleOn(db: Reads, chat: string): Promise<readonly Persona[]> {
  const ofSuppliers = db
    .select({
      user: contacts.user,
      name: contacts.name,
      supplier: sql<string | null>`${suppliers.name}`.as('supplier'),
      channel: sql<string | null>`case when ${rooms.chat} = ${chat} then ${rooms.channel} end`.as('channel'),
      addedAt: contacts.addedAt,
    })
    .from(contacts)
    .innerJoin(suppliers, eq(suppliers.id, contacts.supplierId))
    .leftJoin(rooms, eq(rooms.supplierId, contacts.supplierId))
    .where(eq(contacts.chat, chat))
  const signingIn = db
    .select({
      user: people.user,
      name: people.name,
      supplier: sql<string | null>`null::text`.as('supplier'),
      channel: sql<string | null>`null::text`.as('channel'),
      addedAt: people.addedAt,
    })
    .from(people)
    .where(and(eq(people.staff, true), isNotNull(people.password)))
  const rows = await unionAll(ofSuppliers, signingIn).orderBy(asc(sql`supplier`), asc(sql`added_at`))
  const own = rows.filter(({ supplier }) => supplier === null).map(({ user, name }) => aStaff(user, name))
  const staff = own.length > 0 ? own : STAFF
  const others = Map.groupBy(
    rows.filter(({ user, supplier }) => supplier !== null && !staff.some(one => one.user === user)),
    ({ user }) => user,
  )
  return [...staff, ...[...others].map(([user, theirs]) => aContact(user, theirs))]
}

type Row = { name: string; supplier: string | null; channel: string | null }

function aContact(user: string, rows: readonly Row[]): Persona {
  const title = [...new Set(rows.map(({ supplier }) => supplier ?? ''))].join(', ')
  const channels = rows.flatMap(({ channel }) => (channel ? [channel] : []))
  return { user, name: rows[0]?.name ?? user, title, staff: false, channels }
}

function aStaff(user: string, name: string): Persona {
  return { user, name, title: 'staff', staff: true, channels: 'all' }
}
