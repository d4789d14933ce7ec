import { z } from 'zod'
import { owedCredits } from '../cases/owed-credits.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { staffRooms } from '../kernel/asking/room.ts'
import { isEmpty, lateOverview, overviewInWords } from '../late/late-overview.ts'
import { ownScope } from '../late/scope-of.ts'
import { findMissing } from '../reconciliations/find-missing.ts'
import { casesOfDigest } from './count-open-work.ts'
import { digestCard, whenInWords } from './digest-card.ts'
import { type DigestRoom, digestRooms } from './digest-rooms.ts'
import { latenessPicture } from './lateness-picture.ts'
import { leftOutSince } from './left-out-pings.ts'
import { changesOfDigest } from './open-changes.ts'
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
  const { db, now } = verb
  const { supplierId } = here.room
  const overview = await lateOverview(db, supplierId ? ownScope(supplierId) : {}, now)
  const changes = await changesOfDigest(db, supplierId)
  const cases = await casesOfDigest(db, supplierId, now)
  const text = overviewInWords(overview)
  const credits = await owedCredits(db, { supplierId })
  const missing = supplierId ? [] : await findMissing(db)
  if (isEmpty(overview) && changes.all + cases.unowned + cases.overdue + credits.length + missing.length === 0)
    return { text: `${text} ${whenInWords(here.times)}.` }
  const picture = supplierId ? null : await latenessPicture(verb)
  const leftOut = supplierId ? [] : await leftOutSince(db, now)
  const card = digestCard({
    supplierId,
    times: here.times,
    overview,
    changes,
    cases,
    picture,
    leftOut,
    credits,
    missing,
    now,
  })
  return { text: card.summary, card }
}
