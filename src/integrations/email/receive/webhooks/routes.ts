import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Incoming } from '../keep-mail.ts'
import type { MailDoor } from './door.ts'

/** The largest request, bytes: the largest mail that any provider takes, packed as text. */
const MOST_BYTES = 45 * 1_024 * 1_024

type Parts = {
  doors: readonly MailDoor[]
  receive(mail: Incoming): Promise<void>
  ready: () => boolean
  failed: (error: unknown, what: string) => void
}

/**
 * What providers of inbound mail post, to be mounted at `/mail`. 200 only once the mail is kept; 503 while Waybill starts
 * or when something breaks, so that it is sent again; 401 for what the provider did not sign, 400 for what isn’t a mail.
 */
export function inboundRoutes({ doors, receive, ready, failed }: Parts): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    failed(error, 'a mail could not be taken and will be sent again')
    return c.body(null, 503, { 'retry-after': '30' })
  })
  for (const door of doors)
    app.post(door.path, bodyLimit({ maxSize: MOST_BYTES, onError: c => c.body(null, 413) }), async c => {
      if (!ready()) return c.body(null, 503, { 'retry-after': '30' })
      const body = new Uint8Array(await c.req.arrayBuffer())
      const header = (name: string) => c.req.header(name)
      const answered = await door.read({ header, body, type: header('content-type') ?? '' })
      if (answered === 'ignored') return c.text('ignored')
      if ('status' in answered) return c.body(null, answered.status)
      for (const mail of answered.mails) await receive(mail)
      return c.text('kept')
    })
  return app
}
