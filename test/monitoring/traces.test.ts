import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { trace } from '@opentelemetry/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../../src/kernel/ground/log.ts'
import { sendTraces } from '../../src/kernel/ground/send-traces.ts'
import { traceparent } from '../../src/kernel/ground/trace.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { openBot, system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn } from '../stage/shop.ts'

type Span = { name: string; traceId: string; spanId: string; parentSpanId?: string }
type Sent = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }

const stage = aConnectedStore()
let collector: Server
let endTraces: () => Promise<void>
const bodies: string[] = []

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    bodies.push(JSON.stringify(await json(request)))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => collector.once('listening', resolve))
  endTraces = await sendTraces(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/`)
})
afterAll(() => collector.close())

test('one trace leads from an order to its cards, to the supplier’s press, and to the store, and names no customer', async () => {
  const { bot, chat } = stage
  await stage.connect()
  const order = { placedAt: bot.now(), updatedAt: bot.now() }
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }], order), system)
  await stage.idle()

  await bot.as('Sam', 'orders').presses(cardIn(chat, 'orders', 'Order 1042'), 'Forward')
  // Another process shows the supplier's card.
  await bot.close()
  stage.bot = await openBot(stage.database, chat)
  stage.bot.storefronts.set('shopify', stage.store.storefront)
  await stage.bot.pump.idle()
  const mei = stage.bot.as('Mei', 'lumen')
  const form = await mei.presses(cardIn(chat, 'lumen', 'Purchase order 1042-A'), 'Add tracking')
  await mei.submits(form, { number: '1Z999AA10123456784' })
  await stage.idle()
  expect(stage.store.held.size).toBe(1)

  const lines: string[] = []
  const log = openLog('info', { write: line => void lines.push(line) })
  await trace.getTracer('test').startActiveSpan('writing', async span => {
    expect(traceparent()).toContain(span.spanContext().traceId)
    log.info('a line')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ trace_id: span.spanContext().traceId })
    span.end()
  })
  await endTraces()
  expect(traceparent()).toBeNull()

  const sent = bodies.map(body => JSON.parse(body) as Sent)
  const spans = sent.flatMap(one => one.resourceSpans.flatMap(all => all.scopeSpans.flatMap(some => some.spans)))
  const began = spans.find(({ name }) => name === 'ask order.receive')
  const own = spans.filter(({ traceId }) => traceId === began?.traceId)
  const names = own.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['deliver', 'hear', 'ask order.forward', 'ask tracking.add', 'task order.fulfil']),
  )
  // Each hangs on one that was sent.
  const ids = new Set(own.map(({ spanId }) => spanId))
  expect(own.filter(({ parentSpanId, name }) => name !== 'ask order.receive' && !ids.has(parentSpanId ?? ''))).toEqual(
    [],
  )
  expect(bodies.join('')).not.toMatch(/Lindqvist|Hamngatan|zoe@|\+46|711 00/)
})
