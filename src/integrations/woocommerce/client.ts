import { isLoopback } from '../../kernel/ground/http.ts'
import { neverLeft } from '../../kernel/ground/never-left.ts'
import { Unsure } from '../../kernel/shapes/chat.ts'
import { parseExactly } from '../../kernel/words/exact-json.ts'
import { judge } from './trouble.ts'

/** What lets us in, and how far WordPress lets it through: some hosts drop the header, some shops have no permalinks. */
export type SiteAccess = { site: string; key: string; secret: string; keyInAddress?: boolean; plainAddress?: boolean }

export type Query = Readonly<Record<string, string | number | boolean | readonly string[]>>
export type CallAnswer = { body: unknown; total: number | null }

/** One call. @throws Refusal, `Later`, `Missing`, or `Unsure`, which may pass. */
export type Call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, given?: Given) => Promise<CallAnswer>
type Given = { query?: Query; body?: unknown }

/** How long a store may take to answer, ms: a small host that wakes up for us is slow. */
const PATIENCE = 30_000

/**
 * WooCommerce's REST API at one site. Paths begin behind `/wp-json`: `wc/v3/orders`.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-https
 */
export function openClient(access: SiteAccess, patience = PATIENCE): Call {
  return async (method, path, { query = {}, body } = {}) => {
    const address = addressOf(access, path, query)
    const headers = {
      accept: 'application/json',
      'user-agent': 'Waybill',
      ...(!access.keyInAddress && { authorization: `Basic ${btoa(`${access.key}:${access.secret}`)}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const { response, bytes } = await fetch(address, {
      ...{ method, headers, redirect: 'manual', signal: AbortSignal.timeout(patience) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
      .then(async response => ({ response, bytes: new Uint8Array(await response.arrayBuffer()) }))
      .catch((error: unknown) => {
        throw new Unsure(`${access.site} ${neverLeft(error) ? 'can’t be reached' : 'did not answer'}.`)
      })
    const { status } = response
    const said = { status, headers: response.headers, bytes, json: parsed(bytes), site: access.site, method }
    judge(said)
    const total = response.headers.get('x-wp-total')
    return { body: said.json, total: total === null ? null : Number(total) }
  }
}

/** https always: the secret goes along. What listens on this machine alone may do without. */
function addressOf({ site, key, secret, keyInAddress, plainAddress }: SiteAccess, path: string, query: Query): URL {
  const host = URL.parse(`https://${site}`)?.hostname ?? ''
  const base = `${isLoopback(host) ? 'http' : 'https'}://${site}/`
  const address = new URL(plainAddress ? base : `${base}wp-json/${path}`)
  if (plainAddress) address.searchParams.set('rest_route', `/${path}`)
  for (const [name, value] of Object.entries(query))
    if (Array.isArray(value)) for (const one of value) address.searchParams.append(`${name}[]`, one)
    else address.searchParams.set(name, String(value))
  if (keyInAddress) {
    address.searchParams.set('consumer_key', key)
    address.searchParams.set('consumer_secret', secret)
  }
  return address
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseExactly(bytes)
  } catch {
    return undefined
  }
}
