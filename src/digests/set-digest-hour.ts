import { inArray } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { format, place } from '../kernel/words/zoned.ts'
import { nextDigest } from './digest-day.ts'
import type { DigestRoom } from './digest-rooms.ts'
import { digestHours, digests } from './tables.ts'

const WHEN = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** Sets the hour of these rooms' daily digest; null for never. A day never gets a second digest. */
export async function setDigestHour(verb: Verb, at: readonly DigestRoom[], hour: number | null): Promise<Outcome> {
  const [first] = at
  if (!first) throw new Refusal('There is no room for alerts yet: name one in the settings.')
  const { db, now } = verb
  for (const { room } of at) {
    await db
      .insert(digestHours)
      .values({ roomId: room.id, hour })
      .onConflictDoUpdate({ target: digestHours.roomId, set: { hour } })
    await verb.record('digest.hour_set', room.id, { room: room.name, hour })
  }
  const names = list(at.map(({ room }) => `#${room.name}`))
  if (hour === null) return { text: `${names} no longer gets a daily digest. To bring it back: /late digest 9` }
  const made = await db
    .select({ day: digests.day })
    .from(digests)
    .where(
      inArray(
        digests.roomId,
        at.map(({ room }) => room.id),
      ),
    )
  const { zone } = first.times
  const next = nextDigest({ hour, zone }, new Set(made.map(({ day }) => day)), now)
  const when = next && next > now ? `on ${format(next, WHEN, zone)}` : 'within a quarter of an hour'
  return { text: `${names} gets its digest every day at ${hour}:00, ${place(zone)}. The next one comes ${when}.` }
}
