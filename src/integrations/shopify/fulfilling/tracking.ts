import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import type { TrackingInput } from '../admin/documents/fulfilments.ts'
import { companyOf, makesLinks } from './carrier.ts'

type Tracked = Pick<WantedParcel, 'carrier' | 'number' | 'url'>

/** It follows the parcels of all carriers, and takes any number. */
const ANY_CARRIER = 'https://t.17track.net/en#nums='

/** A number as it is compared: people and carriers space it as they like. */
export const spaceless = (number: string): string => number.toUpperCase().replaceAll(/[\s-]/g, '')

/**
 * What Shopify is sent about parcels of one carrier. Where it doesn't make the links itself we send them: else it guesses a
 * carrier from how a number looks, or shows one that leads nowhere.
 * @param kept numbers of others in the same fulfilment: an update replaces all.
 */
export function trackingOf(parcels: readonly [Tracked, ...Tracked[]], kept: readonly string[] = []): TrackingInput {
  const company = companyOf(parcels[0].carrier)
  const numbers = [...kept, ...parcels.map(({ number }) => number)]
  if (makesLinks(company)) return { company, numbers }
  const urls = [...kept.map(anywhere), ...parcels.map(({ url, number }) => url ?? anywhere(number))]
  return { company, numbers, urls }
}

const anywhere = (number: string) => ANY_CARRIER + encodeURIComponent(number)
