import type { MiddlewareHandler } from 'hono'

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A page says itself what it loads; anything else loads nothing.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}
/** A year, as browsers ask for. */
const HTTPS_ONLY = { 'Strict-Transport-Security': 'max-age=31536000' }

/** What every answer tells browsers, unless it says itself otherwise: a route without a thought on it is closed. */
export function safeHeaders(publicUrl: string | null): MiddlewareHandler {
  const headers = Object.entries({ ...ALWAYS, ...(publicUrl?.startsWith('https:') && HTTPS_ONLY) })
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.header(name, value)
  }
}
