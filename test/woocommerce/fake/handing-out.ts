import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { Shop } from './shop.ts'

const PARAMETERS = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope'] as const

/** `/wc-auth/v1`: the owner, logged in, approves, and the shop posts a new key to the app before it sends the owner back. */
export function handingOut(shop: Shop): Hono {
  const app = new Hono()
  const nonces = new Set<string>()
  const denied = (c: Context, message: string) => c.html(`<p>Error: ${message}.</p>`, 401)
  const wrongIn = (query: Record<string, string>) => {
    const missing = PARAMETERS.find(name => !query[name])
    if (missing) return `Missing parameter ${missing}`
    if (!['read', 'write', 'read_write'].includes(query.scope ?? '')) return `Invalid scope ${query.scope}`
    // The real page demands https; here the app listens on this machine.
    return /^(https:\/\/|http:\/\/127\.0\.0\.1)/.test(query.callback_url ?? '')
      ? null
      : 'The callback_url needs to be over SSL'
  }
  app.get('/authorize', c => {
    const query = c.req.query()
    const error = wrongIn(query)
    if (error) return denied(c, error)
    const nonce = randomBytes(5).toString('hex')
    nonces.add(nonce)
    const granted = new URLSearchParams({ ...query, wc_auth_nonce: nonce })
    return c.html(`<h1>${query.app_name} would like to connect</h1><a href="access_granted?${granted}">Approve</a>`)
  })
  app.get('/access_granted', async c => {
    const query = c.req.query()
    if (!nonces.delete(query.wc_auth_nonce ?? '')) return denied(c, 'Invalid nonce verification')
    const made = { key: `ck_${randomBytes(20).toString('hex')}`, secret: `cs_${randomBytes(20).toString('hex')}` }
    const key = { ...made, permissions: query.scope as 'read_write' }
    shop.keys.push(key)
    const body = {
      ...{ key_id: shop.keys.length, user_id: query.user_id, consumer_key: key.key, consumer_secret: key.secret },
      key_permissions: key.permissions,
    }
    const posted = await fetch(query.callback_url ?? '', {
      ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json;charset=UTF-8' } },
    }).catch(() => null)
    if (posted?.status === 200) return c.redirect(`${query.return_url}?success=1&user_id=${query.user_id}`)
    shop.keys.splice(shop.keys.indexOf(key), 1)
    return denied(c, 'An error occurred in the request and at the time were unable to send the consumer data')
  })
  return app
}
