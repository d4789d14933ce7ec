import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { listen, PATIENCE } from '../../src/kernel/ground/http.ts'

test.each([
  ['whose headers do not end', 'GET / HTTP/1.1\r\nHost: a\r\n'],
  ['whose body does not come', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n'],
])('a request %s is answered 408 and closed, not kept for ever', async (_, begun) => {
  const quick = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 }
  const app = new Hono().all('/', async c => c.text(await c.req.text()))
  const { url, close } = await listen(app, '127.0.0.1', 0, new Map(), quick)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(begun)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
  await close()
})

test('headers have seconds, and a photo over a slow line minutes', () => {
  expect(PATIENCE.headersTimeout).toBeLessThanOrEqual(15_000)
  expect(PATIENCE.requestTimeout).toBeGreaterThanOrEqual(60_000)
  expect(PATIENCE.requestTimeout).toBeLessThanOrEqual(300_000)
})
