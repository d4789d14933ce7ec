import { owedCredits } from '../cases/owed-credits.ts'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { lateOverview } from '../late/late-overview.ts'
import { ownScope } from '../late/scope-of.ts'
import { findMissing } from '../reconciliations/find-missing.ts'
import { casesOfDigest } from './count-open-work.ts'
import { digestCard } from './digest-card.ts'
import { digestRooms } from './digest-rooms.ts'
import { leftOutSince } from './left-out-pings.ts'
import { changesOfDigest } from './open-changes.ts'

/** Posts a room's digest of the day; nothing else ever posts it. */
export const postDigest: Reaction<'digest.made'> = async (speech, { about, data }) => {
  const { supplierId, day, picture } = data
  const overview = await lateOverview(speech.read, supplierId ? ownScope(supplierId) : {}, speech.now)
  const changes = await changesOfDigest(speech.read, supplierId)
  const cases = await casesOfDigest(speech.read, supplierId, speech.now)
  const leftOut = supplierId ? [] : await leftOutSince(speech.read, speech.now)
  const missing = supplierId ? [] : await findMissing(speech.read)
  const credits = await owedCredits(speech.read, { supplierId })
  for (const { room, times } of await digestRooms(speech.read, [about]))
    await speech.post(
      { kind: 'digest', subject: day },
      [room],
      digestCard({ supplierId, times, overview, changes, cases, picture, leftOut, credits, missing, now: speech.now }),
    )
}
