import { parseJson } from '../ground/read-json.ts'
import { Later } from '../shapes/chat.ts'
import type { Feed, FollowedParcel, ParcelTaken } from '../shapes/feed.ts'
import type { Finding } from '../shapes/finding.ts'
import { Refusal } from '../words/refusal.ts'

/** How long a feed may take to answer, ms, and how long it is left alone at most when it asks for it. */
const TIMEOUT = 20_000
const LONGEST_WAIT = 15 * 60_000

export type FeedAnswer = { status: number; body: unknown }
type Asked = { method?: 'GET' | 'POST'; path: string; body?: unknown }

export type FeedClient = {
  /**
   * One call. To follow a parcel twice changes nothing, so any may be tried again.
   * @throws Later when the feed asks us to slow down; Refusal where it can't be reached, the key isn't taken, or nothing is
   * left to spend.
   */
  call(asked: Asked): Promise<FeedAnswer>
  /** Notes what is wrong, in words, and throws it as a `Refusal`. */
  fails(why: string): never
  /** What was wrong at the last call, in words. */
  trouble(): string | null
}

type Access = { title: string; url: string; headers: Readonly<Record<string, string>>; keyName: string }

/** Calls the HTTP API of a carrier's feed, and remembers for `/readyz` whether it works. */
export function openFeedClient({ title, url, headers, keyName }: Access): FeedClient {
  let wrong: string | null = null
  const fails = (why: string): never => {
    wrong = why
    throw new Refusal(why)
  }
  const usual = { accept: 'application/json', 'user-agent': 'Waybill', 'content-type': 'application/json' }
  const send = ({ method = 'POST', path, body }: Asked) =>
    fetch(`${url}${path}`, {
      ...{ method, redirect: 'error', headers: { ...usual, ...headers }, signal: AbortSignal.timeout(TIMEOUT) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).then(async answered => ({ answered, text: await answered.text() }))
  return {
    async call(asked) {
      const { answered, text } = await send(asked).catch(() => fails(`${title} can’t be reached.`))
      const { status } = answered
      if (status === 429) throw new Later(waitOf(answered), `${title} asks me to slow down.`)
      if (status === 401) fails(`${title} doesn’t accept the key. Check \`${keyName}\`.`)
      if (status === 402 || status === 403)
        fails(`${title} refuses to follow more parcels. Check your plan there, and \`${keyName}\`.`)
      if (status >= 500) fails(`${title} has trouble of its own (${status}).`)
      wrong = null
      return { status, body: parseJson(text) }
    },
    fails,
    trouble: () => wrong,
  }
}

const waitOf = ({ headers }: Response) =>
  Math.min(LONGEST_WAIT, Math.max(1_000, Number(headers.get('retry-after') ?? 10) * 1_000 || 10_000))

/** Registers parcels one after another, for a feed that takes one in a call. `register` answers why it is refused, or null. */
export async function registerEach(
  parcels: readonly FollowedParcel[],
  register: (parcel: FollowedParcel) => Promise<string | null>,
): Promise<readonly ParcelTaken[]> {
  const all: ParcelTaken[] = []
  for (const parcel of parcels) all.push({ number: parcel.number, refused: await register(parcel) })
  return all
}

/** A number that every feed knows how to read, and that is nobody's. */
const NOBODYS: FollowedParcel = { number: '1Z999AA10123456784', carrier: { code: 'ups', name: 'UPS' } }

/** Looks whether a feed takes our key, and what is left there. */
export async function lookAtFeed(feed: Feed): Promise<readonly Finding[]> {
  try {
    const quota = await feed.quota?.()
    if (!quota) await feed.read(NOBODYS)
    const left = quota ? ` ${quota.left}${quota.of ? ` of ${quota.of}` : ''} parcels are left.` : ''
    const well = !quota || quota.left > 0
    return [
      { well, what: `${feed.title}: it accepts the key.${left}`, fix: 'Buy more there, or wait for the next month.' },
    ]
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof Later)) throw error
    return [{ well: false, what: `${feed.title}: ${error.message}`, fix: 'See docs/carriers.md.' }]
  }
}
