import { createHash, randomBytes } from 'node:crypto'
import { addDays } from 'date-fns/addDays'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { AccessLinks, SupplierAccess } from '../kernel/shapes/reach.ts'
import { contacts, suppliers } from '../suppliers/tables.ts'
import { accessLinks as rows } from './tables.ts'

/** How long a link opens anything, days. */
export const LINK_DAYS = 30

/** Links of 256 bits; they end when they are ended, with their time, and with the contact or the room they are for. */
export function openAccess(db: Db, now: () => Date, ask: Ask): AccessLinks {
  return {
    make: whom => makeLink(db, now(), whom),
    renew: async secret => void (await ask('supplier.renew-link', { link: hash(secret) }, waybill)),
    open: secret => findAccess(db, now(), hash(secret)),
    lasts: link => findAccess(db, now(), link),
  }
}

/** Answers its secret, 43 characters. */
export async function makeLink(db: Db, madeAt: Date, { roomId, user, about }: MakeFor): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const scope = { kind: about?.kind ?? null, subject: about?.subject ?? null }
  await db
    .insert(rows)
    .values({ id: hash(secret), roomId, user, ...scope, madeAt, expiresAt: addDays(madeAt, LINK_DAYS) })
  return secret
}
type MakeFor = Parameters<AccessLinks['make']>[0]

async function findAccess(db: Reads, now: Date, link: string): Promise<SupplierAccess | null> {
  const isLasting = and(eq(rows.id, link), isNull(rows.endedAt), gt(rows.expiresAt, now))
  const [found] = await db
    .select({
      ...{ room: rooms, user: rows.user, name: contacts.name, kind: rows.kind, subject: rows.subject },
      supplier: { name: suppliers.name, zone: suppliers.zone },
    })
    .from(rows)
    .innerJoin(rooms, eq(rooms.id, rows.roomId))
    .innerJoin(suppliers, eq(suppliers.id, rooms.supplierId))
    .innerJoin(
      contacts,
      and(eq(contacts.supplierId, rooms.supplierId), eq(contacts.chat, rooms.chat), eq(contacts.user, rows.user)),
    )
    .where(isLasting)
  if (!found?.room.supplierId) return null
  const { id, chat, channel, name, supplierId } = found.room
  const about = found.kind && found.subject ? { kind: found.kind, subject: found.subject } : null
  const person = { user: found.user, name: found.name }
  return { link, room: { id, chat, channel, name, supplierId }, person, about, supplier: found.supplier }
}

const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url')
