import { lookup } from 'node:dns/promises'
import { Agent, request } from 'undici'
import { Refusal } from '../words/refusal.ts'
import { isPublicAddress, notPublic, readOutsideUrl } from './public-address.ts'

/** What to send, to an address that somebody typed. */
export type OutsidePost = {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** Origins that are allowed as they are. */
  allowed: readonly string[]
  signal?: AbortSignal
}

/** How it was answered. What is in the answer is never read: it may be somebody else's. */
export type OutsideAnswer = { status: number; retryAfter: string | null }

/** How long an address may take to answer, ms. */
const TIMEOUT = 15_000

/** Finds the IP addresses of a host. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>
const resolveAll: Resolve = host => lookup(host, { all: true })

/**
 * Posts to an address outside, guarded: https and public only, and to the very IP address that was looked at, so that a
 * name can't lead elsewhere a moment later. No redirect is followed.
 * @throws Refusal for an address that we don't send to, and for one that has no host; anything else when nothing answers.
 */
export async function postOutside(post: OutsidePost, resolve: Resolve = resolveAll): Promise<OutsideAnswer> {
  const url = readOutsideUrl(post.url, post.allowed)
  const address = await lookAt(url, post.allowed, resolve)
  const dispatcher = new Agent({
    connect: {
      lookup: (_, { all }, done) => (all ? done(null, [address]) : done(null, address.address, address.family)),
    },
  })
  const timeout = AbortSignal.timeout(TIMEOUT)
  try {
    const { statusCode, headers, body } = await request(url, {
      ...{ method: 'POST', headers: post.headers, body: post.body, dispatcher },
      signal: post.signal ? AbortSignal.any([timeout, post.signal]) : timeout,
    })
    // Its end frees the connection; what it says stays unread.
    body.on('error', () => {}).destroy()
    const after = headers['retry-after']
    return { status: statusCode, retryAfter: (Array.isArray(after) ? after[0] : after) ?? null }
  } finally {
    await dispatcher.destroy()
  }
}

async function lookAt(url: URL, allowed: readonly string[], resolve: Resolve) {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = await resolve(host).catch(() => [])
  const [first] = found
  if (!first) throw new Refusal(`${url.hostname} has no address in the internet.`, 'url')
  // One private address among public ones is how a name is made to lead inside.
  if (!allowed.includes(url.origin) && !found.every(({ address }) => isPublicAddress(address)))
    throw notPublic(url.hostname)
  return first
}
