import type { OwnReactions } from '../kernel/asking/reaction.ts'
import {
  askAboutParcel,
  hearAboutParcels,
  lookAgainAtItsParcels,
  lookAgainAtParcel,
  postTroubles,
  redrawEnded,
  tellFound,
  tellParcelAnswered,
} from './reactions.ts'
import { postSilence, redrawSilence } from './silence-card.ts'

/** What follows for parcels in trouble. */
export const troubleReactions = {
  'checkpoints.heard': [hearAboutParcels],
  'feed.registered': [hearAboutParcels],
  'shipment.corrected': [lookAgainAtParcel],
  'shipment.removed': [lookAgainAtParcel],
  'shipment.scanned': [lookAgainAtParcel],
  'shipment.delivered': [lookAgainAtParcel],
  'purchase_order.cancelled': [lookAgainAtItsParcels],
  'purchase_order.declined': [lookAgainAtItsParcels],
  'parcel.in_trouble': [],
  'parcel.out_of_trouble': [redrawEnded, tellFound],
  'parcels.noticed': [postTroubles],
  'carrier.fell_silent': [postSilence],
  'carrier.spoke_again': [redrawSilence],
  'parcel.asked': [askAboutParcel],
  'parcel.answered': [tellParcelAnswered],
  'parcel.claimed': [],
  'parcel.limit_set': [],
} satisfies OwnReactions
