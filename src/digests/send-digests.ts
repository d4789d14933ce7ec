import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { count } from '../kernel/words/text.ts'
import { digestDay } from './digest-day.ts'
import { findDigestFacts, isQuiet } from './digest-facts.ts'
import { type DigestRoom, digestRooms } from './digest-rooms.ts'
import { latenessPicture } from './lateness-picture.ts'
import { digests } from './tables.ts'

/** `skip` leaves so many at the head, which failed before. */
export const SendDigests = z.object({ most: z.int().min(1).default(50), skip: z.int().min(0).default(0) })

/**
 * Makes the digests whose hour has come: one a room and day, however often it is asked. Where there is nothing to
 * say, nothing is said until tomorrow. `outcome`: more | done.
 */
export async function sendDigests(verb: Verb, { most, skip }: z.output<typeof SendDigests>): Promise<Outcome> {
  const due = await dueNow(verb.db, verb.now)
  let drawn: Promise<Picture> | undefined
  const picture = () => {
    drawn ??= latenessPicture(verb)
    return drawn
  }
  for (const one of due.slice(skip, skip + most)) await make(verb, one, picture)
  return { text: `${count(due.length, 'digest')} made.`, outcome: due.length > skip + most ? 'more' : 'done' }
}

type Due = DigestRoom & { day: string }
type Picture = { file: string; alt: string } | null

async function dueNow(db: Reads, now: Date): Promise<readonly Due[]> {
  const today = (await digestRooms(db)).flatMap(one => {
    const day = digestDay(one.times, now)
    return day ? [{ ...one, day }] : []
  })
  const days = [...new Set(today.map(({ day }) => day))]
  const made = await db.select().from(digests).where(inArray(digests.day, days))
  const done = new Set(made.map(({ roomId, day }) => `${roomId} ${day}`))
  return today.filter(({ room, day }) => !done.has(`${room.id} ${day}`))
}

async function make({ db, now, record }: Verb, { room, day }: Due, picture: () => Promise<Picture>): Promise<void> {
  const first = await db.insert(digests).values({ roomId: room.id, day, madeAt: now }).onConflictDoNothing().returning()
  if (first.length === 0) return
  const facts = await findDigestFacts(db, room.supplierId, now)
  // A supplier is reminded of its credits by themselves: see chase-credits.ts.
  if (isQuiet(room.supplierId ? { ...facts, credits: [] } : facts)) return
  const { late, due, snoozed } = facts.overview
  const counts = { late: late.all, due: due.all, snoozed: snoozed.all }
  // Who supplies what is the staff's alone, and so is a picture of all suppliers.
  const shown = room.side === 'staff' ? await picture() : null
  await record('digest.made', room.id, { supplierId: room.supplierId, day, ...counts, picture: shown })
}
