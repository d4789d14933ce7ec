import data from './carriers.json' with { type: 'json' }

/**
 * Shopify's own names of carriers, to the letter: for those `listed` it makes the links, for those `inSomeCountries` only
 * where the shop is in one of them. `ours`: what we call otherwise. `followed`: Shopify itself asks where their parcels are.
 * Source: FulfillmentTrackingInfo.company in the schema of 2026-10, and help.shopify.com on integrated carriers.
 */
const { listed, inSomeCountries, ours, followed } = data

const key = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
const names = new Map([...inSomeCountries, ...listed].map(name => [key(name), name]))
const byCode = new Map(Object.entries(ours))

type Carrier = { code: string; name: string }

/** What Shopify calls a carrier; our own name where it does not know it. */
export function companyOf({ code, name }: Carrier): string {
  return byCode.get(code) ?? names.get(key(name)) ?? name
}

/** Whether Shopify makes the link to each number itself, in a shop of any country. */
export const makesLinks = (company: string): boolean => listed.includes(company)

/** Whether Shopify asks this carrier itself: the same news from us would be mailed twice. */
export const isFollowed = (carrier: Carrier): boolean => followed.includes(companyOf(carrier))
