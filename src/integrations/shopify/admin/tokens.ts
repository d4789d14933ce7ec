import { Refusal } from '../../../kernel/words/refusal.ts'
import { type App, askForToken } from './ask-for-token.ts'

/** A token that ends, and what renews it; `ends` in ms since 1970. */
export type Passing = { token: string; refresh: string; ends: number }

/** How we get into a store: by a token that lasts, by an app of the same organisation, or as a store's owner let us in. */
export type Access =
  | { kind: 'token'; token: string }
  | ({ kind: 'client credentials' } & App)
  | ({ kind: 'owner'; held: Passing; kept: Kept } & App)

/** Where renewed tokens are kept, for other processes too. */
type Kept = { reread(): Promise<Passing | null>; replace(renewed: Passing): Promise<void> }

const MINUTE = 60_000
/** How long before its end a token is renewed, ms: one of a day, and one of an hour. */
const EARLY = { day: 60 * MINUTE, hour: 10 * MINUTE }
/** Where Shopify does not say when a token ends, s. */
const UNSAID = 3_600

export type Tokens = {
  /** One that is valid now. */
  current(): Promise<string>
  /** Another one than this, which was refused. Null where there can be no other. */
  after(refused: string): Promise<string | null>
}

type Held = { token: string; ends: number }

/** The tokens of a store. However many ask, one renewal is under way at a time. */
export function keepTokens(access: Access, origin: string, store: string, now: () => number): Tokens {
  switch (access.kind) {
    case 'token': {
      const { token } = access
      return { current: async () => token, after: async () => null }
    }
    case 'client credentials': {
      const why = `Shopify gives Waybill no key for ${store}. Check the app’s client ID and secret, and that it’s installed in a store of the same organisation.`
      const grant = async () => {
        const granted = await askForToken(origin, access, { grant_type: 'client_credentials' }, why)
        return { token: granted.access_token, ends: tokenEnds(granted, now()) }
      }
      return renewed(null, grant, EARLY.day, now)
    }
    case 'owner':
      return renewed(access.held, () => renewAsOwner(access, origin, store, now), EARLY.hour, now)
  }
}

export const tokenEnds = ({ expires_in = UNSAID }: { expires_in?: number | undefined }, now: number) =>
  now + expires_in * 1_000

/**
 * Renews by the token that is kept. Shopify takes the former one until its successor is used, so that a reply that was
 * lost costs nothing; one that it no longer takes was renewed by another process, whose token is the one to use.
 * https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
async function renewAsOwner(
  access: Extract<Access, { kind: 'owner' }>,
  origin: string,
  store: string,
  now: () => number,
): Promise<Held> {
  const { kept } = access
  const before = access.held
  const others = async () => {
    const found = await kept.reread()
    return found && found.refresh !== before.refresh ? found : null
  }
  const why = `Shopify no longer renews Waybill’s key for ${store}. Connect the store again with /store connect.`
  const grant = { grant_type: 'refresh_token', refresh_token: before.refresh } as const
  try {
    const granted = await askForToken(origin, access, grant, why)
    const { access_token: token, refresh_token: refresh = before.refresh } = granted
    access.held = { token, refresh, ends: tokenEnds(granted, now()) }
    await kept.replace(access.held)
  } catch (error) {
    const found = error instanceof Refusal ? await others() : null
    if (!found) throw error
    access.held = found
  }
  return access.held
}

function renewed(first: Held | null, grant: () => Promise<Held>, early: number, now: () => number): Tokens {
  let held = first
  let renewal: Promise<string> | null = null

  function renew(): Promise<string> {
    renewal ??= grant()
      .then(fresh => {
        held = fresh
        return fresh.token
      })
      .finally(() => {
        renewal = null
      })
    return renewal
  }

  return {
    async current() {
      if (!held || held.ends <= now()) return renew()
      if (held.ends - early > now()) return held.token
      const { token } = held
      return renew().catch(() => token)
    },
    async after(refused) {
      return held && held.token !== refused ? held.token : renew()
    },
  }
}
