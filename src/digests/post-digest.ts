import type { Reaction } from '../kernel/asking/reaction.ts'
import { digestCard } from './digest-card.ts'
import { findDigestFacts } from './digest-facts.ts'
import { digestRooms } from './digest-rooms.ts'

/** Posts a room's digest of the day; nothing else ever posts it. */
export const postDigest: Reaction<'digest.made'> = async (speech, { about, data: { supplierId, day, picture } }) => {
  const facts = await findDigestFacts(speech.read, supplierId, speech.now)
  for (const { room, times } of await digestRooms(speech.read, [about]))
    await speech.post({ kind: 'digest', subject: day }, [room], digestCard({ ...facts, times, picture }))
}
