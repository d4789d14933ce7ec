import { request } from 'undici'
import { Refusal } from '../words/refusal.ts'
import { readOutsideUrl } from './public-address.ts'
import { type Resolve, reachOutside, resolveAll } from './reach-outside.ts'

/** How long an address may take, ms. */
const TIMEOUT = 10_000

export type OutsideGet = { url: string; allowed: readonly string[]; most: number }

/**
 * What is at an address outside, guarded as `postOutside` is. No redirect is followed.
 * @param most bytes that are read.
 * @throws Refusal for an address that we don't ask, for what isn't there, and for more bytes than that; anything else when
 * nothing answers.
 */
export async function getOutside({ url: typed, allowed, most }: OutsideGet, resolve: Resolve = resolveAll) {
  const url = readOutsideUrl(typed, allowed)
  const dispatcher = await reachOutside(url, allowed, resolve)
  try {
    const { statusCode, body } = await request(url, { dispatcher, signal: AbortSignal.timeout(TIMEOUT) })
    if (statusCode !== 200) throw new Refusal(`${url.hostname} answered with ${statusCode}.`, 'url')
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of body as AsyncIterable<Uint8Array>) {
      length += part.length
      if (length > most) throw new Refusal('That is too large.', 'url')
      parts.push(part)
    }
    return new Uint8Array(Buffer.concat(parts))
  } finally {
    await dispatcher.destroy()
  }
}
