import { z } from 'zod'
import { Later, Unsure } from '../../../kernel/shapes/chat.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { post } from './post.ts'

/** How we get into a store: by a token that lasts, or by the id and secret of an app, which give one for a day. */
export type Access = { kind: 'token'; token: string } | Credentials
type Credentials = { kind: 'client credentials'; clientId: string; clientSecret: string }

/** How long before its end a token is renewed, ms. */
const EARLY = 60 * 60_000

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

export type Tokens = {
  /** One that is valid now. */
  current(): Promise<string>
  /** Another one than this, which was refused. Null where there can be no other. */
  after(refused: string): Promise<string | null>
}

/** The tokens of a store. However many ask, one renewal is under way at a time. */
export function keepTokens(access: Access, origin: string, store: string, now: () => number): Tokens {
  if (access.kind === 'token') {
    const { token } = access
    return { current: async () => token, after: async () => null }
  }
  const credentials = access
  let held: { token: string; ends: number } | null = null
  let renewal: Promise<string> | null = null

  function renew(): Promise<string> {
    renewal ??= grant().finally(() => {
      renewal = null
    })
    return renewal
  }

  async function grant(): Promise<string> {
    const { access_token: token, expires_in: seconds } = await askForToken(credentials, origin, store)
    held = { token, ends: now() + seconds * 1_000 }
    return token
  }

  return {
    async current() {
      if (!held || held.ends <= now()) return renew()
      if (held.ends - EARLY > now()) return held.token
      const { token } = held
      return renew().catch(() => token)
    },
    async after(refused) {
      return held && held.token !== refused ? held.token : renew()
    },
  }
}

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant */
async function askForToken(access: Credentials, origin: string, store: string) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: access.clientId,
    client_secret: access.clientSecret,
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const { status, body, retryAfter } = await post(`${origin}/admin/oauth/access_token`, form.toString(), headers)
  if (status === 429) throw new Later(retryAfter)
  if (status >= 500) throw new Unsure(`Shopify answered ${status} instead of a token`)
  const granted = Granted.safeParse(body)
  if (granted.success) return granted.data
  throw new Refusal(
    `Shopify gives Waybill no key for ${store}. Check the app’s client ID and secret, and that it’s installed in a store of the same organisation.`,
  )
}
