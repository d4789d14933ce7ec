import type { Context, Next } from 'hono'

/** What can go wrong with one request. */
export type Fault =
  /** Nothing arrives. */
  | 'cut'
  /** It is done, and the answer is lost. */
  | 'lost'
  /** Nothing is ever answered. */
  | 'hangs'
  /** PHP prints a notice before the JSON. */
  | 'notice'
  | 'maintenance'
  | 'throttled'
  | 'error page'
  | 'firewall'
  | 'moved'

/** Decides what goes wrong with the next requests: one fault for each that fits, in order, or one for all. */
export class Faults {
  #next: { fits: (request: string) => boolean; fault: Fault }[] = []
  /** `POST /wp-json/wc/v3/orders/1/notes`, each request as it came. */
  readonly seen: string[] = []
  always: Fault | null = null
  /** Chooses for each request, by its count from 1. */
  choose: ((request: string, count: number) => Fault | null) | null = null

  next(fault: Fault, fits: (request: string) => boolean = () => true): void {
    this.#next.push({ fits, fault })
  }

  of(request: string): Fault | null {
    this.seen.push(request)
    const at = this.#next.findIndex(({ fits }) => fits(request))
    if (at >= 0) return this.#next.splice(at, 1)[0]?.fault ?? null
    return this.choose?.(request, this.seen.length) ?? this.always
  }
}

type Incoming = { incoming: { socket: { destroy(): void } } }

/** WordPress and its host, at their worst. */
export const suffer = (faults: Faults) => async (c: Context, next: Next) => {
  const fault = faults.of(`${c.req.method} ${c.req.path}`)
  const cut = () => {
    ;(c.env as Incoming).incoming.socket.destroy()
    return c.body(null, 500)
  }
  const page = (status: 403 | 500 | 503, text: string, headers = {}) =>
    c.html(`<!DOCTYPE html><html><title>${text}</title>`, status, headers)
  switch (fault) {
    case null:
      return next()
    case 'cut':
      return cut()
    case 'lost':
      await next()
      return cut()
    case 'hangs':
      return new Promise<Response>(() => {})
    case 'notice': {
      await next()
      const body = `<br />\n<b>Notice</b>: Undefined index: foo in <b>/www/wp-content/plugins/bad.php</b> on line <b>7</b>${await c.res.text()}`
      c.res = new Response(body, { status: c.res.status, headers: { 'content-type': 'text/html' } })
      return
    }
    case 'maintenance':
      return page(503, 'Briefly unavailable for scheduled maintenance.', { 'Retry-After': '600' })
    case 'throttled':
      return c.json({ code: 'too_many', message: 'Slow down.' }, 429, { 'Retry-After': '7' })
    case 'error page':
      return page(500, 'There has been a critical error on this website.')
    case 'firewall':
      return page(403, 'Your access to this site has been limited')
    case 'moved':
      return c.redirect('https://www.shop.example/wp-json/', 301)
  }
}
