import { and, eq, exists, isNotNull, isNull, not, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { lanes, messages, outbox, type Room, rooms } from '../ground/tables.ts'
import { enqueue } from './enqueue.ts'

/** Makes a supplier's room nobody's: what it shows stays as it is, and what waits for it is dropped. */
export async function unbindRoom(db: Db, { id }: Pick<Room, 'id'>): Promise<void> {
  await db.update(rooms).set({ supplierId: null, quietAt: null }).where(eq(rooms.id, id))
  await db.delete(outbox).where(and(eq(outbox.roomId, id), eq(outbox.state, 'queued')))
  const underWay = db.select({ one: sql`1` }).from(outbox).where(eq(outbox.messageId, messages.id))
  await db.delete(messages).where(and(eq(messages.roomId, id), isNull(messages.ref), not(exists(underWay))))
  await db.update(lanes).set({ parkedAt: null, parkedWhy: null }).where(eq(lanes.roomId, id))
}

/** What changed while a room was nobody's is shown in it again. */
export async function catchUpRoom(db: Db, now: Date, { id }: Pick<Room, 'id'>): Promise<void> {
  const behind = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.roomId, id), isNotNull(messages.ref), sql`${messages.version} > ${messages.shownVersion}`))
    .for('update')
  if (behind.length > 0)
    await enqueue(
      db,
      now,
      behind.map(one => one.id),
    )
}
