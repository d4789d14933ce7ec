/** The version of the Admin API that every document here is written for. Shopify serves it until October 2027. */
export const VERSION = '2026-10'

/** What is wrong when Shopify answers with another version: it no longer serves ours, and says so nowhere else. */
export function otherVersion(answered: string | null): string | null {
  if (!answered || answered === VERSION) return null
  return `Shopify answers with version ${answered} of its API, and Waybill is written for ${VERSION}. Update Waybill.`
}
