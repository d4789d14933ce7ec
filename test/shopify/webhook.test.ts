import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { linePayload, orderPayload } from './payloads.ts'

const servers: ServerType[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

type Asked = { name: string; input: unknown; actor: unknown; delivery: unknown }
type Answering = (asked: Asked) => ReturnType<Ask>

/** The webhook over real HTTP, in front of an `ask` that writes down what it is asked. */
async function shop(answer: Answering = async () => ({ text: 'Received.', outcome: 'received' }), ready = () => true) {
  const asked: Asked[] = []
  const logged: string[] = []
  const ask: Ask = (name, input, actor, delivery) => {
    asked.push({ name, input, actor, delivery })
    return answer({ name, input, actor, delivery })
  }
  const log = {
    info: (_: object, text: string) => logged.push(text),
    error: (_: object, text: string) => logged.push(text),
  }
  const app = new Hono().route('/webhooks/shopify', connectShopify({ ask, secret: 'old,north', ready, log }))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  servers.push(server)
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/shopify`
  const send = (payload: unknown, headers: Record<string, string> = {}) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const signed = createHmac('sha256', 'north').update(body).digest('base64')
    const usual = {
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Shop-Domain': 'Alpine-Goods.myshopify.com',
      'X-Shopify-Webhook-Id': 'b54557e4-bdd9',
      'X-Shopify-Hmac-Sha256': signed,
    }
    const kept = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== '')
    return fetch(url, { method: 'POST', body, headers: kept })
  }
  return { asked, logged, send, url }
}

test('an order that Shopify sends is received, in the shop’s name and under the delivery’s id', async () => {
  const { asked, send } = await shop()
  for (const topic of ['orders/create', 'orders/updated', 'orders/cancelled']) {
    expect((await send(orderPayload(), { 'X-Shopify-Topic': topic })).status).toBe(200)
  }
  expect(asked).toHaveLength(3)
  expect(asked[0]).toMatchObject({
    name: 'order.receive',
    input: { number: '1042', store: { key: 'alpine-goods.myshopify.com' } },
    actor: { side: 'system', name: 'Shopify' },
    delivery: { source: 'shopify', key: 'b54557e4-bdd9' },
  })
})

test('200 is said only after the order is committed', async () => {
  let committed = false
  const { send } = await shop(async () => {
    await new Promise(resolve => setTimeout(resolve, 50))
    committed = true
    return { text: '', outcome: 'received' }
  })
  expect((await send(orderPayload())).status).toBe(200)
  expect(committed).toBe(true)
})

test('a forged webhook learns nothing and reaches nothing', async () => {
  const { asked, send } = await shop()
  for (const signature of ['', 'x', 'A'.repeat(44), `${'A'.repeat(43)}=`]) {
    const answer = await send(orderPayload(), { 'X-Shopify-Hmac-Sha256': signature })
    expect([answer.status, await answer.text()]).toEqual([401, ''])
  }
  expect(asked).toEqual([])
})

test('while Waybill starts, Shopify is told to come back', async () => {
  let open = false
  const { asked, send } = await shop(undefined, () => open)
  const answer = await send(orderPayload())
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '10'])
  open = true
  expect((await send(orderPayload())).status).toBe(200)
  expect(asked).toHaveLength(1)
})

test('when something breaks, the order is not lost: Shopify is told to come back', async () => {
  const { logged, send } = await shop(async () => {
    throw new Error('the database is gone')
  })
  const answer = await send(orderPayload())
  expect([answer.status, answer.headers.get('Retry-After'), await answer.text()]).toEqual([503, '10', ''])
  expect(logged).toEqual(['a Shopify webhook failed and will be sent again'])
})

test('an order that cannot be read is turned away with its sentence, once, under the same delivery', async () => {
  const { asked, send } = await shop()
  const unpriced = orderPayload({ line_items: [linePayload({ price: null, price_set: null })] })
  expect((await send(unpriced)).status).toBe(200)
  expect(asked).toEqual([
    {
      name: 'order.turn-away',
      input: {
        store: { kind: 'shopify', key: 'alpine-goods.myshopify.com', name: 'alpine-goods', idsAreUnique: true },
        externalId: '6123456789012',
        number: '1042',
        why: 'Line 1, “Linen shirt”, has no price.',
      },
      actor: { side: 'system', name: 'Shopify' },
      delivery: { source: 'shopify', key: 'b54557e4-bdd9' },
    },
  ])
})

test('an order that Waybill refuses is turned away in Waybill’s words', async () => {
  const { asked, send } = await shop(async ({ name }) => {
    if (name === 'order.receive') throw new Refusal('The number is too long.')
    return { text: '', outcome: 'turned-away' }
  })
  expect((await send(orderPayload({ name: `#${'9'.repeat(90)}` }))).status).toBe(200)
  expect(asked[1]).toMatchObject({ name: 'order.turn-away', input: { why: 'The number is too long.' } })
  expect(asked[1]?.input).toHaveProperty('number.length', 64)
})

test('a turned-away order that could not be noted is sent again', async () => {
  const { send } = await shop(async ({ name }) => {
    throw name === 'order.receive' ? new Refusal('No.') : new Error('the database is gone')
  })
  expect((await send(orderPayload())).status).toBe(503)
})

test('what is no order at all is answered in words', async () => {
  const { asked, send } = await shop()
  const said = async (payload: unknown, headers = {}) => {
    const answer = await send(payload, headers)
    return [answer.status, await answer.text()]
  }
  expect(await said('{"id":')).toEqual([400, 'The body is not JSON.'])
  expect(await said('')).toEqual([400, 'The body is not JSON.'])
  expect(await said(`${'['.repeat(200_000)}`)).toEqual([400, 'The body is not JSON.'])
  for (const payload of [[], 'null', '7', {}, { id: '' }]) {
    expect(await said(payload)).toEqual([400, 'The body isn’t an order: it has no id.'])
  }
  expect(await said(orderPayload(), { 'X-Shopify-Topic': '' })).toEqual([400, 'The X-Shopify-Topic header is missing.'])
  expect(await said(orderPayload(), { 'X-Shopify-Shop-Domain': '' })).toEqual([
    400,
    'The X-Shopify-Shop-Domain header names no shop.',
  ])
  expect(asked).toEqual([])
})

test('a topic that we do not need is answered 200, so that Shopify does not switch the webhook off', async () => {
  const { asked, logged, send } = await shop()
  expect((await send({ id: 1 }, { 'X-Shopify-Topic': 'products/update' })).status).toBe(200)
  expect(asked).toEqual([])
  expect(logged).toEqual(['a Shopify webhook that Waybill does not need'])
})

test('without a delivery id, retries are still known for what they are, and two topics are not confused', async () => {
  const { asked, send } = await shop()
  const bare = { 'X-Shopify-Webhook-Id': '' }
  await send(orderPayload(), { ...bare, 'X-Shopify-Event-Id': 'e1' })
  await send(orderPayload(), { ...bare, 'X-Shopify-Event-Id': 'e1' })
  await send(orderPayload(), { ...bare, 'X-Shopify-Event-Id': 'e1', 'X-Shopify-Topic': 'orders/updated' })
  await send(orderPayload(), bare)
  await send(orderPayload(), bare)
  await send(orderPayload({ note: 'changed' }), bare)
  const keys = asked.map(({ delivery }) => (delivery as { key: string }).key)
  expect(keys[0]).toBe(keys[1])
  expect(keys[3]).toBe(keys[4])
  expect(new Set(keys).size).toBe(4)
})

test('ids of 64 bits reach Waybill whole through real HTTP', async () => {
  const { asked, send } = await shop()
  await send(JSON.stringify(orderPayload()).replace('"id":6123456789012', '"id":820982911946154508'))
  expect(asked[0]?.input).toMatchObject({ externalId: '820982911946154508' })
})

test('a body of more than 5 MB is not read to its end; nothing but POST is taken', async () => {
  const { asked, send, url } = await shop()
  expect((await send(orderPayload({ note: 'x'.repeat(5 * 1024 * 1024) }))).status).toBe(413)
  const get = await fetch(url)
  expect([get.status, get.headers.get('Allow')]).toEqual([405, 'POST'])
  expect(asked).toEqual([])
})
