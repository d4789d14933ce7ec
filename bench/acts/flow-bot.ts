import { createHmac, timingSafeEqual } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Db } from '../../src/kernel/ground/db.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { noticeCard } from '../../src/kernel/shapes/notice-card.ts'
import type { MemoryChat } from '../../test/stage/memory-chat.ts'

type Message = { body: Buffer; signature: string; order?: { id: number; name: string } }
type Step = (message: Message) => void | Promise<void>

/**
 * The plain bot as a flow of nodes. This is not Node-RED: it re-creates what that does with each message between two nodes,
 * which is to copy it and to hand it on in the next turn of the event loop, for the five nodes of such a flow: http in,
 * check, insert, post, http response.
 */
export function flowBot(db: Db, chat: MemoryChat, secret: string): Hono {
  const steps: readonly Step[] = [
    message => {
      const due = createHmac('sha256', secret).update(message.body).digest()
      const given = Buffer.from(message.signature, 'base64')
      if (given.length !== due.length || !timingSafeEqual(given, due)) throw new Error('not signed')
      message.order = JSON.parse(Buffer.from(message.body).toString())
    },
    async ({ order }) => {
      await db.execute(sql`insert into plain_orders values (${order?.id}, ${JSON.stringify(order)}::jsonb)`)
    },
    async ({ order }) => {
      const card: Drawn = { ...noticeCard(`Order ${order?.name}`, 'It came in.'), presses: [] }
      await chat.post({ key: `flow ${order?.id}`, channel: 'plain', thread: null, card })
    },
  ]
  const app = new Hono()
  app.post('/', async c => {
    const signature = c.req.header('X-Shopify-Hmac-Sha256') ?? ''
    let message: Message = { body: Buffer.from(await c.req.arrayBuffer()), signature }
    for (const step of steps) {
      message = structuredClone(message)
      await setImmediate()
      await step(message)
    }
    await setImmediate()
    return c.text('ok')
  })
  return app
}
