import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Ask } from '../../kernel/asking/command.ts'
import { sentencePage } from '../../kernel/ground/sentence-page.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { wooCommerce } from './take.ts'

const HandedOut = z.object({ consumer_key: z.string().min(1).max(500), consumer_secret: z.string().min(1).max(500) })

/** Where a shop posts the key that its owner approved, and where it sends the owner afterwards. */
export function keyRoutes(ask: Ask): Hono {
  const app = new Hono()
  app.post('/keys/:ticket', bodyLimit({ maxSize: 64 * 1024 }), async c => {
    const given = HandedOut.safeParse(await c.req.json().catch(() => null)).data
    if (!given) return c.text('There is no key in it.', 400)
    const { consumer_key: key, consumer_secret: secret } = given
    try {
      await ask('store.accept-key', { ticket: c.req.param('ticket'), secrets: { key, secret } }, wooCommerce)
      return c.text('connected')
    } catch (error) {
      // WooCommerce deletes the key again unless the answer is 200.
      if (error instanceof Refusal) return c.text(error.message, 400)
      throw error
    }
  })
  app.get('/done', c =>
    sentencePage(c, c.req.query('success') === '1' ? 'Your shop is connected to Waybill.' : 'Nothing was connected.'),
  )
  return app
}
