import { lookup } from 'node:dns/promises'
import { Agent } from 'undici'
import { Refusal } from '../words/refusal.ts'
import { isPublicAddress, notPublic } from './public-address.ts'

/** Finds the IP addresses of a host. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>
export const resolveAll: Resolve = host => lookup(host, { all: true })

/**
 * Connections that lead to the very IP address that was looked at, so that a name can't lead elsewhere a moment later.
 * @param allowed origins beyond the public internet.
 * @throws Refusal for a host that has no address, or a private one.
 */
export async function reachOutside(url: URL, allowed: readonly string[], resolve: Resolve): Promise<Agent> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = await resolve(host).catch(() => [])
  const [first] = found
  if (!first) throw new Refusal(`${url.hostname} has no address in the internet.`, 'url')
  // One private address among public ones is how a name is made to lead inside.
  if (!allowed.includes(url.origin) && !found.every(({ address }) => isPublicAddress(address)))
    throw notPublic(url.hostname)
  return new Agent({
    connect: { lookup: (_, { all }, done) => (all ? done(null, [first]) : done(null, first.address, first.family)) },
  })
}
