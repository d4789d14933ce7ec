import { z } from 'zod'
import { Later, Unsure } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import { textOfHtml } from './html.ts'

/** What was asked for isn't there: an order that was deleted, a route that no plugin answers. */
export class Missing extends Error {
  override readonly name = 'Missing'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The store does not let us in: it saw a key and doesn't know it, or its host dropped the header that has it. */
export class NotLetIn extends Refusal {
  readonly sawKey: boolean
  constructor(sentence: string, sawKey: boolean) {
    super(sentence)
    this.sawKey = sawKey
  }
}

export type HttpAnswer = {
  site: string
  method: string
  status: number
  headers: Headers
  bytes: Uint8Array
  /** Undefined where the bytes aren't JSON. */
  json: unknown
}

/** How long we rest where the store does not say how long, and at most, ms. */
const REST = { usual: 60_000, longest: 15 * 60_000 }

const RestError = z.object({ code: z.string(), message: z.string() })

/**
 * Passes what is an answer.
 * @throws Refusal for what people must set right, `Later` where the store asks to wait, `Missing` for what isn't there,
 * and `Unsure` for what may pass by itself.
 */
export function judge(said: HttpAnswer): void {
  const { site, status, json } = said
  if (status >= 200 && status < 300) {
    if (json === undefined)
      throw new Refusal(`${site} does not answer in JSON but with “${beginning(said)}”. ${cureOf(said)}`)
    return
  }
  if (status === 429 || (status === 503 && said.headers.has('retry-after')))
    throw new Later(restOf(said.headers), `${site} asks me to wait.`)
  if (status >= 300 && status < 400) throw new Refusal(redirected(said))
  if (status >= 500) throw new Unsure(`${site} answers ${status}: “${beginning(said)}”.`)
  const error = RestError.safeParse(json).data
  if (!error) throw refuseOf(said)
  const message = cut(textOfHtml(error.message) ?? error.code, 200)
  if (status === 404) throw new Missing(error.code, `${site} says: “${message}”`)
  if (status === 401)
    throw new NotLetIn(whyNotLetIn(site, message), error.code === 'woocommerce_rest_authentication_error')
  if (status === 403)
    throw new Refusal(`${site} says: “${message}” The key’s user needs the role of a shop manager or an administrator.`)
  throw new Refusal(`${site} refused it: “${message}”`)
}

function whyNotLetIn(site: string, message: string): string {
  const cure = /write permission/i.test(message)
    ? 'Give the key the permission Read/Write in WooCommerce → Settings → Advanced → REST API.'
    : 'Connect the store again with a new key.'
  return `${site} does not let Waybill in: “${message}” ${cure}`
}

/** An error that isn't of the REST API: of the host, a firewall, or another page than a shop's. */
function refuseOf(said: HttpAnswer): Error {
  const { site, status } = said
  if (status === 404) return new Missing('no_rest_api', `${site} has no REST API of WooCommerce at that address.`)
  if (status === 401) return new NotLetIn(whyNotLetIn(site, beginning(said)), false)
  const cure = 'Let Waybill through in the firewall or security plugin of the site.'
  return new Refusal(`${site} answers ${status} with a page: “${beginning(said)}”. ${cure}`)
}

/** The first 80 bytes, as a person can read them. */
function beginning({ bytes }: HttpAnswer): string {
  return new TextDecoder().decode(bytes.subarray(0, 80)).replaceAll(/\s+/g, ' ').trim() || 'nothing'
}

function cureOf({ bytes }: HttpAnswer): string {
  const isNotice = /(notice|warning|deprecated|fatal error)/i.test(new TextDecoder().decode(bytes.subarray(0, 400)))
  return isNotice
    ? 'PHP prints its notices into every answer: set WP_DEBUG_DISPLAY to false in wp-config.php.'
    : 'Look at that address in a browser: a plugin or the host answers in WooCommerce’s place.'
}

function redirected({ site, headers, status }: HttpAnswer): string {
  const to = URL.parse(headers.get('location') ?? '', `https://${site}`)
  return to
    ? `${site} leads on to ${to.host}. Connect the store by that address.`
    : `${site} answers ${status} and does not say where to go.`
}

function restOf(headers: Headers): number {
  const said = headers.get('retry-after') ?? ''
  const wait = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now()
  return wait > 0 ? Math.min(wait, REST.longest) : REST.usual
}
