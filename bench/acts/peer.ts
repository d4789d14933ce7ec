import { createHmac, timingSafeEqual } from 'node:crypto'
import bolt from '@slack/bolt'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { boltLog } from '../../src/integrations/slack/log.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { type Bot, SECRET, serveHook, type Told } from './contestant.ts'

type Call = { method: 'chat.postMessage' | 'chat.update'; args: Record<string, unknown> }
type Say = (db: Db, calls: readonly Call[]) => Promise<void>

/**
 * What anybody would write in an afternoon, with Bolt: an order is checked, inserted and posted; `/order forward` inserts and
 * posts to both suppliers; a press updates a row and the card. The plain bot posts itself, and what it had not posted when it
 * was killed is lost. The outbox bot writes what it owes in the same transaction, and posts and marks it after.
 */
export async function openPeer(
  db: Db,
  name: 'plain bot' | 'outbox bot',
  { apiUrl, app: { botToken: token, appToken }, rooms }: Told,
): Promise<Bot> {
  const logger = boltLog(openLog('silent'))
  const app = new bolt.App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl: apiUrl }, logger })
  const send = ({ method, args }: Call) => app.client.apiCall(method, args)
  await db.execute(sql`create table peer_orders (id bigint primary key, body jsonb not null)`)
  await db.execute(sql`create table peer_forwards (number text primary key, acknowledged_by text)`)
  await db.execute(sql`create table peer_outbox (id bigserial primary key, call jsonb not null, state text not null)`)
  await db.execute(sql`create index on peer_outbox (id) where state = 'queued'`)

  const outbox = startOutbox(db, send)
  const isDurable = name === 'outbox bot'
  const say: Say = async (tx, calls) => {
    if (isDurable)
      await tx.execute(sql`insert into peer_outbox (call, state) select call, 'queued'
      from jsonb_array_elements(${JSON.stringify(calls)}::jsonb) as call`)
    else for (const call of calls) await send(call)
  }
  /** Writes, acknowledges what is written, and says what follows of it. */
  const act = async (write: (tx: Db) => Promise<unknown>, calls: readonly Call[], ack = async () => {}) => {
    if (isDurable)
      await db.transaction(async tx => {
        await write(tx)
        await say(tx, calls)
      })
    else await write(db)
    await ack()
    if (isDurable) outbox.wake()
    else await say(db, calls)
  }

  app.command('/order', async ({ command, ack }) => {
    const number = command.text.replace('forward ', '')
    const suppliers = [rooms.lumen, rooms.casa]
    const cards = suppliers.map(({ id }): Call => ({ method: 'chat.postMessage', args: purchaseOrder(id, number) }))
    const write = (tx: Db) => tx.execute(sql`insert into peer_forwards values (${number}, null)`)
    await act(write, cards, () => ack(`Order ${number} was forwarded.`))
  })
  app.action('acknowledge', async ({ body, ack }) => {
    if (body.type !== 'block_actions') return
    const { value: number = '' } = body.actions[0] as { value?: string }
    const args = { ...purchaseOrder(body.channel?.id ?? '', number, 'Acknowledged'), ts: body.message?.ts }
    await act(
      tx => tx.execute(sql`update peer_forwards set acknowledged_by = ${body.user.id} where number = ${number}`),
      [{ method: 'chat.update', args }],
      ack,
    )
  })
  const store = new Hono()
  store.post('/', async c => {
    const body = Buffer.from(await c.req.arrayBuffer())
    if (!isSigned(body, c.req.header('X-Shopify-Hmac-Sha256'))) return c.body(null, 401)
    const order = JSON.parse(body.toString()) as { id: number; name: string }
    const args = { channel: rooms.orders.id, text: `Order ${order.name} came in.` }
    await act(
      tx => tx.execute(sql`insert into peer_orders values (${order.id}, ${JSON.stringify(order)}::jsonb)`),
      [{ method: 'chat.postMessage', args }],
    )
    return c.text('ok')
  })
  await app.start()
  return {
    hook: await serveHook(store),
    settles: outbox.idle,
    analyze: async () => void (await db.execute(sql`analyze`)),
    orders: async () => Number(rowsOf(await db.execute(sql`select count(*) from peer_orders`))[0]?.count),
    ...{ wait: async () => {}, forwards: async () => {} },
  }
}

const MOST_AT_ONCE = 10

function startOutbox(db: Db, send: (call: Call) => Promise<unknown>) {
  let working: Promise<void> | null = null
  let woken = false
  const work = async () => {
    while (woken) {
      woken = false
      const claimed = rowsOf(
        await db.execute(sql`update peer_outbox set state = 'sending' where id in (
          select id from peer_outbox where state = 'queued' order by id limit ${MOST_AT_ONCE} for update skip locked
        ) returning id, call`),
      ) as { id: string; call: Call }[]
      await Promise.all(claimed.map(({ call }) => send(call)))
      const ids = JSON.stringify(claimed.map(({ id }) => id))
      await db.execute(sql`update peer_outbox set state = 'sent'
        where id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb))`)
      woken ||= claimed.length === MOST_AT_ONCE
    }
    working = null
  }
  return {
    wake() {
      woken = true
      working ??= work()
    },
    async idle() {
      await working
    },
  }
}

function isSigned(body: Buffer, given = ''): boolean {
  const due = createHmac('sha256', SECRET).update(body).digest()
  const signature = Buffer.from(given, 'base64')
  return signature.length === due.length && timingSafeEqual(signature, due)
}

function purchaseOrder(channel: string, number: string, state = 'Sent') {
  const text = `Purchase order ${number}: ${state}`
  const button = {
    type: 'button',
    action_id: 'acknowledge',
    text: { type: 'plain_text', text: 'Acknowledge' },
    value: number,
  }
  return {
    ...{ channel, text },
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      ...(state === 'Sent' ? [{ type: 'actions', elements: [button] }] : []),
    ],
  }
}
