import type { Tracking } from './fulfillment.ts'
import { Wrong } from './wrong.ts'

export type TrackingInput = Partial<{
  company: string | null
  number: string | null
  numbers: readonly string[] | null
  url: string | null
  urls: readonly string[] | null
}>

/** Some of the names, written exactly so, for which Shopify makes links itself. */
const KNOWN = new Set(['4PX', 'China Post', 'DHL Express', 'FedEx', 'Royal Mail', 'UPS', 'USPS', 'YunExpress'])

/** One company for all numbers; one form, not both; as many addresses as numbers, or none. */
export function readTracking({ company, number, numbers, url, urls }: TrackingInput): Tracking[] {
  if (number && numbers) throw new Wrong('Only one of number and numbers may be provided.', ['trackingInfo'])
  if (url && urls) throw new Wrong('Only one of url and urls may be provided.', ['trackingInfo'])
  if ((url && !number) || (urls && !numbers)) throw new Wrong('Tracking urls need their numbers.', ['trackingInfo'])
  if (urls && numbers && urls.length !== numbers.length)
    throw new Wrong('There must be as many urls as numbers.', ['trackingInfo'])
  const all = numbers ?? (number ? [number] : [])
  const given = urls ?? (url ? [url] : [])
  return all.map((one, at) => ({ number: one, company: company ?? null, url: given[at] ?? linkOf(company, one) }))
}

function linkOf(company: string | null | undefined, number: string): string | null {
  return company && KNOWN.has(company) ? `https://carrier.example/${encodeURIComponent(company)}/${number}` : null
}
