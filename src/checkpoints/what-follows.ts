import type { OwnReactions, Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { feedFailedCard, feedRecoveredCard } from './feed-card.ts'
import { checkpoints } from './tables.ts'

/** A carrier may have spoken of a number before anybody typed it. */
async function followKnown(speech: Speech, number: string): Promise<void> {
  speech.later('follow known numbers', number, async (last, numbers) => {
    const known = await last.read
      .selectDistinct({ number: checkpoints.number })
      .from(checkpoints)
      .where(among(checkpoints.number, numbers))
    if (known.length > 0) await last.ask('tracking.follow', { numbers: known.map(one => one.number) })
  })
}

/** A feed follows every parcel from when its number is known. */
async function register(speech: Speech, number: string): Promise<void> {
  speech.later('register numbers', number, (last, numbers) => last.ask('tracking.register', { numbers }))
}

const failedKey = (feed: string) => ({ kind: 'feed', subject: feed })

/** What follows for what carriers say of parcels. */
export const checkpointReactions = {
  'shipment.recorded': [
    (speech, { data }) => followKnown(speech, data.tracking),
    (speech, { data }) => register(speech, data.tracking),
  ],
  'shipment.corrected': [
    (speech, { data }) => followKnown(speech, data.to),
    (speech, { data }) => register(speech, data.to),
  ],
  'checkpoints.heard': [],
  'feed.registered': [],
  'feed.failed': [
    async (speech, { about, data }) =>
      speech.post(failedKey(about), await speech.staffRooms('alerts'), feedFailedCard(data)),
  ],
  'feed.recovered': [(speech, { about, data }) => speech.redraw(failedKey(about), feedRecoveredCard(data))],
} satisfies OwnReactions
