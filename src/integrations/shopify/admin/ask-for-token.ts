import { z } from 'zod'
import { Later, Unsure } from '../../../kernel/shapes/chat.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { BUSY } from './outcome.ts'
import { post } from './post.ts'

const Granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
})
export type Granted = z.infer<typeof Granted>

/** The app that stands before a store. */
export type App = { clientId: string; clientSecret: string }

/** What a token is asked for with, next to the app's own id and secret. */
export type Grant =
  | { grant_type: 'client_credentials' }
  /** `expiring`: a token of an hour, with another that renews it; apps of others' stores must ask for these. */
  | { code: string; expiring: '1' }
  | { grant_type: 'refresh_token'; refresh_token: string }

/**
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
 * @param why what people are to check where Shopify gives none.
 * @throws Refusal, or Later and Unsure for what may pass.
 */
export async function askForToken(
  origin: string,
  { clientId, clientSecret }: App,
  grant: Grant,
  why: string,
): Promise<Granted> {
  const form = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...grant })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const { status, body, retryAfter } = await post(`${origin}/admin/oauth/access_token`, form.toString(), headers)
  if (status === 429) throw new Later(retryAfter, BUSY)
  if (status >= 500) throw new Unsure(`Shopify answered ${status} instead of a token.`)
  const granted = Granted.safeParse(body)
  if (status === 200 && granted.success) return granted.data
  throw new Refusal(why)
}
