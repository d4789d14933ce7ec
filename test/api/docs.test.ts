import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { SHOP_SCOPES, SUPPLIER_SCOPES } from '../../src/kernel/shapes/api-key.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { daysFromNow } from '../stage/from-now.ts'
import { anApi } from './an-api.ts'

const shop = aShop()
const page = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8')

test('the examples of the manual, pasted into a shell, accept and ship a purchase order; it names every scope', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const [, example = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? []
  // The day on the page is past one day.
  const asked = example.replaceAll('2026-11-06', daysFromNow(3)).replaceAll('curl ', 'curl -s ')
  const KEY = await api.key('ERP supplier:Lumen')
  const environment = { PATH: process.env.PATH, WAYBILL: api.url.replace('/api/v1', ''), KEY }
  const { stdout } = await promisify(execFile)('sh', ['-c', asked], {
    env: environment,
  })
  expect(stdout).toContain('1042-A is acknowledged')
  expect(await shop.database.db.select().from(purchaseOrders)).toMatchObject([{ shippedAt: expect.any(Date) }])
  for (const scope of Object.keys({ ...SUPPLIER_SCOPES, ...SHOP_SCOPES })) expect(page).toContain(`\`${scope}\``)
})

test('the page to try it loads nothing from elsewhere and has every route', async () => {
  const api = await anApi(shop)
  const { json: html, headers } = await api.call(null, 'GET', '/docs')
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].every(([, to]) => to?.startsWith('/api/v1/'))).toBe(true)
  expect((await api.call(null, 'GET', '/docs.js')).status).toBe(200)
  expect(html.match(/<details/g).length).toBeGreaterThan(25)
})
