import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { followItsParcel, followParcelsBack } from './parcel-reactions.ts'
import {
  askToRecountReturn,
  postReturn,
  redrawOrderOfReturn,
  redrawReturn,
  tellApproved,
  tellComing,
  tellExpected,
  tellInspected,
  tellReturnDeclined,
  tellSettled,
  tellStoreOfReturn,
  warnOfExpiry,
} from './reactions.ts'
import { notTakenCard, notToldCard, returnToldCard } from './store-cards.ts'

const notTold = (about: string) => ({ kind: 'return-not-told', subject: about })

/** What follows for returns. */
export const returnReactions = {
  'case.corrected': [askToRecountReturn],
  'case.credited': [askToRecountReturn],
  'return.requested': [postReturn],
  'return.approved': [tellApproved, tellStoreOfReturn],
  'return.declined': [tellReturnDeclined, tellStoreOfReturn],
  'return.withdrawn': [tellStoreOfReturn],
  'return.instructed': [redrawReturn],
  'return.posted_back': [tellComing, followItsParcel],
  'return.scanned': [redrawReturn],
  'checkpoints.heard': [followParcelsBack],
  'return.received': [redrawReturn, redrawOrderOfReturn],
  'return.inspected': [tellInspected, redrawOrderOfReturn],
  'return.expected': [tellExpected],
  'return.settled': [tellSettled],
  'return.closed': [tellStoreOfReturn],
  'return.mirrored': [redrawReturn],
  'return.told': [redrawReturn, async (speech, { about, data }) => speech.redraw(notTold(about), returnToldCard(data))],
  'return.not_told': [
    async (speech, { about, data }) =>
      speech.post(notTold(about), await speech.staffRooms('alerts'), notToldCard(about, data)),
  ],
  'return.not_taken': [
    async (speech, { id, about, data }) =>
      speech.post(
        { kind: 'return-not-taken', subject: String(id) },
        await speech.staffRooms('alerts'),
        notTakenCard(about, data),
      ),
  ],
  'return.expiring': [warnOfExpiry],
} satisfies OwnReactions
