import { request } from 'undici'
import { readOutsideUrl } from './public-address.ts'
import { type Resolve, reachOutside, resolveAll } from './reach-outside.ts'

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

/**
 * Posts to an address outside, guarded: https and public only, and to the very IP address that was looked at, so that a
 * name can't lead elsewhere a moment later. No redirect is followed.
 * @throws Refusal for an address that we don't send to, and for one that has no host; anything else when nothing answers.
 */
export async function postOutside(post: OutsidePost, resolve: Resolve = resolveAll): Promise<OutsideAnswer> {
  const url = readOutsideUrl(post.url, post.allowed)
  const dispatcher = await reachOutside(url, post.allowed, resolve)
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
