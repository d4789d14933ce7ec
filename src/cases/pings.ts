import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { MOST_CALLED, type Ping } from '../kernel/shapes/card.ts'
import { contacts, suppliers } from '../suppliers/tables.ts'
import type { Whom } from './escalation-step.ts'
import type { Case } from './tables.ts'

type Of = Pick<Case, 'supplierId' | 'ownerChat' | 'ownerUser' | 'ownerName'>

/** Who is called by a message about a case: a supplier's contacts, its owner, one person; of all staff nobody by name. */
export async function pingsFor(db: Reads, to: Whom, one: Of): Promise<readonly Ping[]> {
  if (typeof to !== 'string') return [to]
  if (to === 'owner') return ownerOf(one)
  if (to === 'staff') return []
  return db
    .select({ chat: contacts.chat, user: contacts.user, name: contacts.name, zone: suppliers.zone })
    .from(contacts)
    .innerJoin(suppliers, eq(suppliers.id, contacts.supplierId))
    .where(eq(contacts.supplierId, one.supplierId))
    .orderBy(asc(contacts.addedAt), asc(contacts.id))
    .limit(MOST_CALLED)
}

function ownerOf({ ownerChat, ownerUser, ownerName }: Of): readonly Ping[] {
  return ownerChat && ownerUser && ownerName ? [{ chat: ownerChat, user: ownerUser, name: ownerName }] : []
}
