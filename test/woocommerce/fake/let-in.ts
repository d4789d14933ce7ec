import type { Context, Next } from 'hono'
import { wrong } from './answer.ts'
import type { Key, Shop } from './shop.ts'

/** WooCommerce's own order of checks: the key, its secret, what it permits, and what its user may do. */
export const letIn = (shop: Shop) => async (c: Context, next: Next) => {
  const given = credentials(c, shop.setup.dropsAuthorization)
  // Without credentials WordPress goes on as nobody.
  if (!given) return wrong(c, 401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
  const error = (message: string) => wrong(c, 401, 'woocommerce_rest_authentication_error', message)
  const key = shop.keys.find(one => one.key === given.key)
  if (!key) return error('Consumer key is invalid.')
  if (key.secret !== given.secret) return error('Consumer secret is invalid.')
  const lacks = lacking(key, c.req.method)
  if (lacks) return error(`The API key provided does not have ${lacks} permissions.`)
  if (!shop.setup.mayManage) return wrong(c, 403, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
  return next()
}

function credentials(c: Context, dropsAuthorization: boolean): { key: string; secret: string } | null {
  const { consumer_key: key, consumer_secret: secret } = c.req.query()
  if (key && secret) return { key, secret }
  const [, basic] = /^Basic (.+)$/.exec(c.req.header('authorization') ?? '') ?? []
  if (!basic || dropsAuthorization) return null
  const [name = '', word = ''] = atob(basic).split(':')
  return { key: name, secret: word }
}

function lacking({ permissions }: Key, method: string): 'read' | 'write' | null {
  if (method === 'GET') return permissions === 'write' ? 'read' : null
  return permissions === 'read' ? 'write' : null
}
