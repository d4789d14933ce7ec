import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Ask } from '../../../kernel/asking/command.ts'
import { sentencePage } from '../../../kernel/ground/sentence-page.ts'
import { Later, Unsure } from '../../../kernel/shapes/chat.ts'
import type { StoreLink } from '../../../kernel/shapes/storefront.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { askForToken } from '../admin/ask-for-token.ts'
import { originOf } from '../admin/domain.ts'
import { secretsOf } from '../credentials.ts'
import { shopifyItself } from '../routes.ts'
import type { ShopifyApp } from '../storefront.ts'
import { authorizePage, OAUTH } from './authorize.ts'
import { fromShopify, isSame } from './from-shopify.ts'

/** Holds the ticket in the browser that opened the link: who comes back must be who left. */
const COOKIE = 'waybill_shopify'

type Wired = {
  ask: Ask
  app: ShopifyApp
  /** Our own public address. */
  at: string
  /** What staff asked for by a link. @throws Refusal for one that isn't valid. */
  ticket: (ticket: string) => Promise<{ address: string }>
  /** A store that is connected. */
  find: (domain: string) => Promise<StoreLink | null>
  base: string | null
  now: () => Date
  failed: (error: unknown, what: string) => void
}

/** Where owners of stores let Waybill in, to be mounted at `/shopify/oauth`. What is refused is a page with a sentence. */
export function oauthRoutes(wired: Wired): Hono {
  const { ask, app, at, base, ticket: open, now } = wired
  const cookie = { path: OAUTH, httpOnly: true, sameSite: 'Lax', secure: at.startsWith('https://') } as const
  const routes = new Hono()
  routes.onError((error, c) => {
    if (error instanceof Refusal) return sentencePage(c, error.message, 400)
    if (error instanceof Later || error instanceof Unsure)
      return sentencePage(c, 'Shopify doesn’t answer now. Open the link from your chat again in a minute.', 503)
    wired.failed(error, 'a store could not be connected')
    return sentencePage(c, 'Something broke on our side, and was recorded. Open the link from your chat again.', 500)
  })
  routes.get('/start', async c => {
    const ticket = c.req.query('ticket')
    if (!ticket) return beginAtShopify(c, wired)
    const { address } = await open(ticket)
    setCookie(c, COOKIE, ticket, cookie)
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    return c.redirect(authorizePage(address, { clientId: app.clientId, at, state: ticket, base }))
  })
  routes.get('/callback', async c => {
    const query = queryOf(c)
    const shop = fromShopify(query, app.secrets, now())
    const ticket = query.get('state') ?? ''
    if (!isSame(getCookie(c, COOKIE) ?? '', ticket))
      throw new Refusal('You began in another browser. Open the link from your chat again, in this one.')
    const { address } = await open(ticket)
    if (address !== shop)
      throw new Refusal(`This link is for ${address}, and not for ${shop}. Log in there, and open it again.`)
    const why = `Shopify gives Waybill no key for ${shop}. Open the link from your chat again.`
    const code = query.get('code') ?? ''
    const granted = await askForToken(originOf(shop, base), app, { code, expiring: '1' }, why)
    await ask('store.accept-key', { ticket, secrets: secretsOf(granted, now().getTime()) }, shopifyItself)
    deleteCookie(c, COOKIE, cookie)
    return sentencePage(c, `${shop} is connected to Waybill.`)
  })
  return routes
}

/** An owner who opened the app at Shopify: the store may be a stranger's, so staff decide in chat. */
async function beginAtShopify(c: Context, { ask, app, find, now }: Wired) {
  const shop = fromShopify(queryOf(c), app.secrets, now())
  if (await find(shop)) return sentencePage(c, `${shop} is connected to Waybill.`)
  const day = now().toISOString().slice(0, 10)
  // However often it is opened, staff are asked once a day.
  await ask('store.request', { kind: 'shopify', address: shop }, shopifyItself, {
    source: 'shopify',
    key: `${shop} asks ${day}`,
  })
  return sentencePage(
    c,
    `${shop} isn’t connected yet. The people who run this Waybill were asked, and send you a link once they agree.`,
  )
}

const queryOf = (c: Context) => new URL(c.req.url).searchParams
