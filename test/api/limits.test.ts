import { expect, test } from 'vitest'
import { MOST_A_MINUTE, MOST_REQUEST } from '../../src/integrations/api/app.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { anApi } from './an-api.ts'

const shop = aShop()

test('a key that asks too often waits for a minute, and no other; a request that is too large is not read', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const [busy, other] = [await api.key('Busy scopes:terms supplier:Lumen'), await api.key('ERP supplier:Lumen')]
  const large = { purchaseOrder: '1042-A', note: 'x'.repeat(MOST_REQUEST) }
  const refused = await api.call(other, 'POST', '/purchase-orders/1042-A/acknowledge', large)
  expect(refused).toMatchObject({ status: 413, json: { detail: 'A request has at most 32 MB.' } })
  expect(refused.headers.get('Content-Type')).toContain('application/problem+json')
  expect(await shop.database.db.select().from(purchaseOrders)).toMatchObject([{ acknowledgedAt: null }])

  // Its key may not do this: it is counted all the same.
  const ask = () => api.call(busy, 'GET', '/purchase-orders')
  const first = await Promise.all(Array.from({ length: MOST_A_MINUTE }, ask))
  expect(new Set(first.map(({ status }) => status))).toEqual(new Set([403]))
  const slow = await ask()
  expect(slow).toMatchObject({
    status: 429,
    json: { detail: expect.stringMatching(/^Slow down: ask again in \d+ s\.$/) },
  })
  const wait = Number(slow.headers.get('Retry-After'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
  expect(await api.call(other, 'GET', '/purchase-orders')).toMatchObject({ status: 200 })
  shop.bot.wait(wait * 1_000)
  expect(await ask()).toMatchObject({ status: 403 })
  expect(api.failures).toEqual([])
})
