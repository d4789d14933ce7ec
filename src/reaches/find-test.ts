import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { story } from '../kernel/ground/journal.ts'
import { lanes, messages, outbox, type Room, rooms } from '../kernel/ground/tables.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import type { Supplier } from '../suppliers/tables.ts'

/** How a card on trial went in one room: `why` it can't be sent there so far. */
export type TestedWay = { room: Room; postedAt: Date | null; why: string | null; answeredBy: string | null }
export type TestView = { id: string; supplier: Supplier; ways: readonly TestedWay[]; staffRoom: string | null }

export const testKey = (subject: string) => ({ kind: 'reach-test', subject })

/** Why the newest of what is owed for a message, or its whole room, waits or was given up. */
const WHY = sql<string | null>`coalesce(${lanes.parkedWhy}, (select o.why from ${outbox} o
  where o.message_id = ${messages.id} and o.state in ('queued', 'sending', 'parked') order by o.id desc limit 1))`

/** Null for a test that never was. */
export async function findTest(read: Reads, id: string): Promise<TestView | null> {
  const facts = await story(read, [id])
  const asked = facts.find(one => one.name === 'reach.tested')
  if (!asked) return null
  const { supplierId, staffRoom, rooms: tested } = asked.data
  const answers = facts.flatMap(one => (one.name === 'reach.test_answered' ? [one.data] : []))
  const found = await read
    .select({ room: rooms, postedAt: messages.postedAt, why: WHY })
    .from(rooms)
    .leftJoin(messages, and(eq(messages.roomId, rooms.id), eq(messages.kind, 'reach-test'), eq(messages.subject, id)))
    .leftJoin(lanes, and(eq(lanes.roomId, rooms.id), eq(lanes.way, 'post')))
    .where(inArray(rooms.id, [...tested]))
    .orderBy(rooms.listedAt, rooms.id)
  const ways = found.map(way => ({
    ...way,
    answeredBy: answers.find(({ roomId }) => roomId === way.room.id)?.name ?? null,
  }))
  return { id, supplier: await supplierById(read, supplierId), ways, staffRoom }
}
