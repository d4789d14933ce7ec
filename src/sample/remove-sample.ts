import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Db } from '../kernel/ground/db.ts'
import { events, pings, rooms } from '../kernel/ground/tables.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { contacts } from '../suppliers/tables.ts'
import { idColumns, idsHangingOn, naming, realOrdersAtSample, rootsOfSample } from './find-sample.ts'

export const RemoveSample = z.object({})

/** Removes the sample shop with all that came of it, its rooms too; what is not of it stays as it is. */
export async function removeSample(verb: Verb): Promise<Outcome> {
  const { db } = verb
  const roots = await rootsOfSample(db)
  if (roots.length === 0) throw new Refusal('There is no sample shop here.')
  const real = await realOrdersAtSample(db, roots)
  if (real.length > 0)
    throw new Refusal(
      `${list(real)} of your own orders ${real.length === 1 ? 'is' : 'are'} with a supplier of the sample shop. Send ${real.length === 1 ? 'it' : 'them'} elsewhere first.`,
    )
  const columns = await idColumns(db)
  const ids = await idsHangingOn(db, columns, roots)
  await forgetPeople(db, roots)
  await forgetRooms(db, ids)
  await forgetNotices(db, roots)
  for (const [table, own] of Map.groupBy(columns, ({ table }) => table))
    await db.execute(sql`delete from ${sql.identifier(table)} where ${naming(own, ids)}`)
  await verb.record('sample.removed', 'sample', {})
  return {
    text: 'The sample shop is gone, with its orders, suppliers and rooms. Next: /store connect, or Import orders; then /supplier add.',
  }
}

/** How often its contacts were mentioned. */
async function forgetPeople(db: Db, roots: readonly string[]): Promise<void> {
  const theirs = db
    .select({ one: sql`1` })
    .from(contacts)
    .where(and(inArray(contacts.supplierId, [...roots]), eq(contacts.chat, pings.chat), eq(contacts.user, pings.user)))
  await db.delete(pings).where(exists(theirs))
}

/** What the clock noticed stands with what it noticed of others in the same minute. */
async function forgetNotices(db: Db, roots: readonly string[]): Promise<void> {
  const theirs = sql`select one from jsonb_array_elements(${events.data}->'suppliers') one
    where one->>'supplierId' <> all(${sql.param(roots)}::text[])`
  await db
    .update(events)
    .set({ data: sql`jsonb_build_object('suppliers', coalesce((select jsonb_agg(one) from (${theirs}) of), '[]'))` })
    .where(eq(events.name, 'late.notified'))
}

/** What the console shows of it: its suppliers' rooms, and what was written under its cards. */
async function forgetRooms(db: Db, ids: readonly string[]): Promise<void> {
  const theirs = await db
    .select({ channel: rooms.channel })
    .from(rooms)
    .where(inArray(rooms.supplierId, [...ids]))
  const channels = sql`(select jsonb_array_elements_text(${JSON.stringify(theirs.map(({ channel }) => channel))}::jsonb))`
  const keys = sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
  await db.execute(sql`delete from console_messages where thread is not null
    and (channel in ${channels} or thread in (select id from console_messages where key in ${keys}))`)
  await db.execute(sql`delete from console_messages where channel in ${channels}`)
  await db.execute(sql`delete from console_channels where id in ${channels}`)
}
