import ipaddr from 'ipaddr.js'
import { Refusal } from '../words/refusal.ts'

/** The addresses that are handed out to the public internet (RFC 4291; the rest of IPv6 maps to IPv4 or is nobody's). */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3')
/** Public by its range, and answers to machines in Azure only. */
const AZURE = '168.63.129.16'

/** Whether an IP address belongs to the public internet: no private, local, shared, metadata, mapped or translated one. Pure. */
export function isPublicAddress(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false
  const address = ipaddr.parse(ip)
  if (address.range() !== 'unicast' || ip === AZURE) return false
  return !(address instanceof ipaddr.IPv6) || address.match(GLOBAL_V6)
}

/**
 * An address that we may send to: https on port 443, without a name and password, or beyond that an origin that the
 * settings allow. Where it leads is looked at when we send: see `postOutside`.
 * @throws Refusal on `field`
 */
export function readOutsideUrl(typed: string, allowed: readonly string[], field = 'url'): URL {
  const url = URL.parse(typed.trim())
  if (!url) throw new Refusal('That isn’t an address. Write it such as https://shop.example/waybill.', field)
  if (url.username || url.password)
    throw new Refusal('An address must not have a name and password in it: I sign what I send instead.', field)
  if (url.href.length > 2_000) throw new Refusal('That address is too long.', field)
  url.hash = ''
  if (allowed.includes(url.origin)) return url
  if (url.protocol !== 'https:') throw new Refusal('I only send to https addresses.', field)
  if (url.port) throw new Refusal(`I only send to port 443, unless WEBHOOK_ORIGINS allows ${url.origin}.`, field)
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(bare) && !isPublicAddress(bare)) throw notPublic(url.hostname)
  return url
}

/** The sentence for an address that leads into a private network. */
export const notPublic = (host: string) =>
  new Refusal(
    `${host} is in a private network, so I don’t send there, unless WEBHOOK_ORIGINS allows its address.`,
    'url',
  )
