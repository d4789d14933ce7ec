import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { connectWooCommerce } from '../../src/integrations/woocommerce/routes.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { listen } from '../../src/kernel/ground/http.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { linePayload, orderPayload } from './payloads.ts'

const closes: (() => Promise<void>)[] = []
afterEach(() => Promise.all(closes.splice(0).map(close => close())))

type Asked = { name: string; input: unknown; actor: unknown; delivery: unknown }
type Given = { answer?: (asked: Asked) => ReturnType<Ask>; ready?: () => boolean; secret?: string }

/** The webhook over real HTTP, in front of an `ask` that writes down what it is asked. */
async function shop({ answer, ready = () => true, secret = 'north' }: Given = {}) {
  const asked: Asked[] = []
  const logged: string[] = []
  const troubles = new Map<string, string | null>()
  const ask: Ask = async (name, input, actor, delivery) => {
    asked.push({ name, input, actor, delivery })
    return answer ? answer({ name, input, actor, delivery }) : { text: 'Received.', outcome: 'received' }
  }
  const log = (_: object, text: string) => void logged.push(text)
  const app = connectWooCommerce({
    ask,
    secret,
    find: async () => null,
    statuses: new Map(),
    ready,
    trouble: (site, sentence) => void troubles.set(site, sentence),
    log: { info: log, error: log },
    now: () => new Date('2026-03-02T09:16:00Z'),
    pauses: [1, 1],
  })
  const { url, close } = await listen(new Hono().route('/webhooks/woocommerce', app), '127.0.0.1', 0)
  closes.push(close)
  const address = `${url}/webhooks/woocommerce/shop.example`
  const send = async (payload: unknown, headers: Record<string, string> = {}, signedWith = 'north') => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const usual = {
      'Content-Type': 'application/json',
      'X-WC-Webhook-Topic': 'order.updated',
      'X-WC-Webhook-Signature': createHmac('sha256', signedWith).update(body).digest('base64'),
    }
    const kept = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== '')
    const response = await fetch(address, { method: 'POST', body, headers: kept })
    return [response.status, await response.text()]
  }
  return { asked, logged, troubles, send, address }
}

test('an order that WooCommerce sends is received in its store’s name', async () => {
  const { asked, send } = await shop()
  expect(await send(orderPayload())).toEqual([200, 'received'])
  expect(asked).toMatchObject([
    {
      name: 'order.receive',
      input: {
        number: '1042',
        store: { kind: 'woocommerce', key: 'shop.example' },
        triggeredAt: '2026-03-02T09:16:00.000Z',
      },
      actor: { side: 'system', name: 'WooCommerce' },
      delivery: { source: 'woocommerce' },
    },
  ])
})

test('the ping gets exactly 200, without a signature, or the owner can’t switch the webhook on', async () => {
  const { asked, address } = await shop()
  for (const at of [address, address.replace('shop.example', 'not.connected.yet')]) {
    const ping = await fetch(at, { method: 'POST', body: new URLSearchParams({ webhook_id: '7' }) })
    expect(ping.status).toBe(200)
  }
  expect(asked).toEqual([])
})

test('a forged webhook learns nothing and reaches nothing', async () => {
  const { asked, send } = await shop()
  for (const signature of ['', 'x', 'A'.repeat(44)])
    expect(await send(orderPayload(), { 'X-WC-Webhook-Signature': signature })).toEqual([401, ''])
  expect(await send('webhook_id=7&id=1042', { 'X-WC-Webhook-Signature': '' })).toEqual([401, ''])
  expect(asked).toEqual([])
})

test('a secret with entities signs as WordPress decodes it, and as it was typed', async () => {
  const { send } = await shop({ secret: 'a&amp;b &quot;c&#039; &copy; &#x26;' })
  expect(await send(orderPayload(), {}, 'a&b "c\' &copy; &')).toEqual([200, 'received'])
  expect(await send(orderPayload(), {}, 'a&amp;b &quot;c&#039; &copy; &#x26;')).toEqual([200, 'received'])
  expect((await send(orderPayload(), {}, 'a&b'))[0]).toBe(401)
})

test('a signed error of WordPress never becomes an order; staff learn that orders stay away, until one comes', async () => {
  const { asked, send, troubles } = await shop()
  const error = {
    code: 'woocommerce_rest_cannot_view',
    message: 'Sorry, you cannot view this resource.',
    data: { status: 401 },
  }
  expect(await send(error)).toEqual([200, 'ignored'])
  expect(asked).toEqual([])
  expect(troubles.get('shop.example')).toContain('“Sorry, you cannot view this resource.”')
  await send(orderPayload())
  expect(troubles.get('shop.example')).toBeNull()
})

test('a cart that nobody bought never comes in', async () => {
  const { asked, send } = await shop()
  for (const status of ['checkout-draft', 'auto-draft', 'draft', 'new'])
    expect(await send({ id: 1043, status, number: '1043', line_items: [] })).toEqual([200, 'ignored'])
  expect(asked).toEqual([])
})

test('what the store deleted or put into the trash is followed, each time', async () => {
  const { asked, send } = await shop()
  await send({ id: 1042 }, { 'X-WC-Webhook-Topic': 'order.deleted' })
  await send({ id: 1042 }, { 'X-WC-Webhook-Topic': 'order.deleted' })
  await send(orderPayload({ status: 'trash' }))
  const deletion = { name: 'order.delete', input: { externalId: '1042' }, delivery: undefined }
  expect(asked).toMatchObject([deletion, deletion, deletion])
})

test('a whole order under the topic of deletion deletes nothing: only the body is signed', async () => {
  const { asked, send } = await shop()
  await send(orderPayload(), { 'X-WC-Webhook-Topic': 'order.deleted' })
  expect(asked).toMatchObject([{ name: 'order.receive' }])
})

test('an order that was restored twice comes back twice', async () => {
  const { asked, send } = await shop()
  for (const _ of [1, 2]) await send(orderPayload(), { 'X-WC-Webhook-Topic': 'order.restored' })
  expect(asked).toMatchObject([
    { name: 'order.receive', delivery: undefined },
    { name: 'order.receive', delivery: undefined },
  ])
})

test('the same content is one delivery, whichever webhook brings it; other content is another', async () => {
  const { asked, send } = await shop()
  await send(orderPayload(), { 'X-WC-Webhook-Topic': 'order.created' })
  await send(orderPayload())
  await send(orderPayload({ customer_note: 'changed within the same second' }))
  const keys = asked.map(({ delivery }) => (delivery as { key: string }).key)
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[0])
})

test('an order that can’t be taken is turned away with its sentence, and answered 200: it would never come again', async () => {
  const { asked, send } = await shop({
    answer: async ({ name }) => {
      if (name === 'order.receive') throw new Refusal('The number is too long.')
      return { text: '', outcome: 'turned-away' }
    },
  })
  expect(await send(orderPayload({ line_items: [linePayload({ total: '' })] }))).toEqual([200, 'turned-away'])
  expect(asked).toMatchObject([
    { name: 'order.turn-away', input: { externalId: '1042', why: 'Line 1, “Ship Your Idea – Tee”, has no price.' } },
  ])
  expect(await send(orderPayload({ number: '9'.repeat(90) }))).toEqual([200, 'turned-away'])
  expect(asked.at(-1)?.input).toHaveProperty('number.length', 64)
})

test('what isn’t an order is answered 200, so that WooCommerce does not switch the webhook off', async () => {
  const { asked, send } = await shop()
  for (const payload of ['{"id":', '', '[]', 'null', '7', {}, { id: '' }])
    expect(await send(payload)).toEqual([200, 'ignored'])
  const added = { 'X-WC-Webhook-Topic': 'action.woocommerce_add_to_cart' }
  expect(await send({ action: 'woocommerce_add_to_cart', arg: 'd41d8' }, added)).toEqual([200, 'ignored'])
  expect(asked).toEqual([])
})

test('a database that is away for a moment loses no order: WooCommerce waits, and never comes back', async () => {
  let failures = 2
  const { asked, send, logged } = await shop({
    answer: async () => {
      if (failures-- > 0) throw new Error('the database is away')
      return { text: '', outcome: 'received' }
    },
  })
  expect(await send(orderPayload())).toEqual([200, 'received'])
  expect(asked).toHaveLength(3)
  expect(logged).toEqual(Array(2).fill('a WooCommerce webhook failed and is tried again'))
})

test('while Waybill starts, the order waits; one that can’t be saved at all is answered 503', async () => {
  let looks = 0
  const starting = await shop({ ready: () => ++looks > 2 })
  expect(await starting.send(orderPayload())).toEqual([200, 'received'])
  const away = await shop({ answer: () => Promise.reject(new Error('the database is gone')) })
  expect(await away.send(orderPayload())).toEqual([503, ''])
  const stopping = await shop({ ready: () => false })
  expect(await stopping.send(orderPayload())).toEqual([503, ''])
  expect(stopping.asked).toEqual([])
})

test('a body of more than 5 MB is not read to its end; nothing but POST is taken', async () => {
  const { asked, send, address } = await shop()
  expect((await send(orderPayload({ customer_note: 'x'.repeat(5 * 1024 * 1024) })))[0]).toBe(413)
  const get = await fetch(address)
  expect([get.status, get.headers.get('Allow')]).toEqual([405, 'POST'])
  expect(asked).toEqual([])
})
