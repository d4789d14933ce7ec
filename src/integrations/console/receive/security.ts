import type { MiddlewareHandler } from 'hono'

/** Nothing but our own files and pictures, those of stores fetched by us; no frame, no plug-in, no inline script or style. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The headers of every answer. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('Content-Security-Policy', POLICY)
  c.res.headers.set('X-Content-Type-Options', 'nosniff')
  c.res.headers.set('X-Frame-Options', 'DENY')
  c.res.headers.set('Referrer-Policy', 'no-referrer')
  c.res.headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  c.res.headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
}

/** Only names we go by: a foreign name that was made to point at this machine gets nothing (DNS rebinding). */
export function knownHost(hosts: readonly string[] | null): MiddlewareHandler {
  return async (c, next) => {
    if (hosts && !hosts.includes(nameOf(c.req.header('Host')))) {
      return c.text(`Waybill answers here only to ${hosts.join(', ')}.`, 421)
    }
    return next()
  }
}

/** Changes are taken from our own pages alone, no matter which cookies another page's request brings along. */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || isOwn(c.req.raw.headers)) return next()
  return c.text('That request did not come from a page of Waybill. Reload the page and try again.', 403)
}

function isOwn(headers: Headers): boolean {
  const site = headers.get('Sec-Fetch-Site')
  if (site !== null) return site === 'same-origin'
  // Browsers that say nothing of the site say the origin, and a proxy in front keeps the host.
  const origin = headers.get('Origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === headers.get('Host')
}

/** `[::1]:3000` → `[::1]`. */
function nameOf(host = ''): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}
