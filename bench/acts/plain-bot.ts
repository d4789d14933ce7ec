import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Db } from '../../src/kernel/ground/db.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { noticeCard } from '../../src/kernel/shapes/notice-card.ts'
import type { MemoryChat } from '../../test/stage/memory-chat.ts'

/**
 * What anybody would write in an afternoon: checks the signature, inserts the order and posts a line. Nothing is split or
 * redrawn, nobody answers, and what is between the insert and the post when it is killed is lost.
 */
export function plainBot(db: Db, chat: MemoryChat, secret: string): Hono {
  const app = new Hono()
  app.post('/', async c => {
    const body = Buffer.from(await c.req.arrayBuffer())
    const due = createHmac('sha256', secret).update(body).digest()
    const given = Buffer.from(c.req.header('X-Shopify-Hmac-Sha256') ?? '', 'base64')
    if (given.length !== due.length || !timingSafeEqual(given, due)) return c.body(null, 401)
    const order = JSON.parse(body.toString()) as { id: number; name: string }
    await db.execute(sql`insert into plain_orders values (${order.id}, ${JSON.stringify(order)}::jsonb)`)
    const card: Drawn = { ...noticeCard(`Order ${order.name}`, 'It came in.'), presses: [] }
    await chat.post({ key: `plain ${order.id}`, channel: 'plain', thread: null, card })
    return c.text('ok')
  })
  return app
}
