import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { daysFromNow } from '../stage/from-now.ts'
import { textOf } from '../stage/text-of.ts'
import { anApi } from './an-api.ts'

const shop = aShop()

const day = daysFromNow(3)

test('a supplier’s system finds its purchase order, accepts it once, and staff see that in their rooms', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BOWL' }])
  const key = await api.key('ERP supplier:Lumen')
  const { json: page } = await api.call(key, 'GET', '/purchase-orders')
  expect(page.rows.map((one: { number: string }) => one.number)).toEqual(['1042-A'])
  const [{ id, version }] = page.rows
  const accept = (headers: Record<string, string>, body: object = { promised: day }) =>
    api.call(key, 'POST', `/purchase-orders/${id}/acknowledge`, body, headers)
  expect(await accept({ 'If-Match': '"older"' })).toMatchObject({ status: 412 })
  const first = await accept({ 'Idempotency-Key': 'a1', 'If-Match': `"${version}"` })
  expect(first).toMatchObject({ status: 200, json: { text: expect.stringContaining('is acknowledged') } })
  expect(await accept({ 'Idempotency-Key': 'a1', 'If-Match': `"${version}"` })).toMatchObject({ json: first.json })
  expect(await accept({ 'Idempotency-Key': 'a1' }, {})).toMatchObject({ status: 422 })
  expect(await accept({ 'Idempotency-Key': 'a2' })).toMatchObject({
    status: 422,
    json: { detail: '1042-A was acknowledged already by ERP (API).' },
  })
  const { json: after } = await api.call(key, 'GET', '/purchase-orders/1042-A')
  expect(after).toMatchObject({ state: 'acknowledged', promisedFor: day })
  expect(after.version).not.toBe(version)
  await shop.bot.pump.idle()
  expect(shop.chat.messages.map(({ card }) => textOf(card)).join()).toContain('ERP (API)')
  expect(api.failures).toEqual([])
})
