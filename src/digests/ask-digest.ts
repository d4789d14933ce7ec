import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { staffRooms } from '../kernel/asking/room.ts'
import { overviewInWords } from '../late/late-overview.ts'
import { digestCard, whenInWords } from './digest-card.ts'
import { findDigestFacts, isQuiet } from './digest-facts.ts'
import { type DigestRoom, digestRooms } from './digest-rooms.ts'
import { latenessPicture } from './lateness-picture.ts'
import { setDigestHour } from './set-digest-hour.ts'

const HOUR = /^([01]?\d|2[0-3])(:00)?$/

export const AskDigest = z.object({
  hour: z
    .string()
    .trim()
    .toLowerCase()
    .refine(typed => typed === 'off' || HOUR.test(typed), { error: 'write a full hour such as 9 or 17, or off' })
    .transform(typed => (typed === 'off' ? null : Number.parseInt(typed, 10)))
    .optional(),
})

/** Shows how things are now, only to the person who asks; or sets the hour when the room gets its daily digest. */
export async function askDigest(verb: Verb, { hour }: z.output<typeof AskDigest>): Promise<Outcome> {
  const here = await roomsOf(verb)
  return hour === undefined ? show(verb, here) : setDigestHour(verb, here, hour)
}

/** The room that was asked in; for a room of the staff that gets no digest, those that do. */
async function roomsOf({ db, actor }: Verb): Promise<readonly DigestRoom[]> {
  const asked = 'roomId' in actor && actor.roomId ? await digestRooms(db, [actor.roomId]) : []
  if (asked.length > 0) return asked
  return digestRooms(
    db,
    (await staffRooms(db, 'alerts')).map(({ id }) => id),
  )
}

async function show(verb: Verb, [here]: readonly DigestRoom[]): Promise<Outcome> {
  if (!here) return { text: 'There is no room for alerts yet: name one in the settings.' }
  const { supplierId } = here.room
  const facts = await findDigestFacts(verb.db, supplierId, verb.now)
  if (isQuiet(facts)) return { text: `${overviewInWords(facts.overview)} ${whenInWords(here.times)}.` }
  const picture = supplierId ? null : await latenessPicture(verb)
  const card = digestCard({ ...facts, times: here.times, picture })
  return { text: card.summary, card }
}
