import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A page that says one thing to who comes by a link, and passes that link on to nobody. */
export function sentencePage(c: Context, sentence: string, status: ContentfulStatusCode = 200) {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  return c.html(
    html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Waybill</title></head><body><main><h1>Waybill</h1><p>${sentence}</p></main></body></html>`,
    status,
  )
}
