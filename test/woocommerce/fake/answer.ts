import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An error as WordPress's REST API writes it. */
export function wrong(c: Context, status: ContentfulStatusCode, code: string, message: string): Response {
  return c.json({ code, message, data: { status } }, status)
}

/** What we sent that WooCommerce would silently ignore is a mistake of ours. */
export function unknownIn(given: object, known: readonly string[]): string[] {
  return Object.keys(given).filter(name => !known.includes(name))
}
