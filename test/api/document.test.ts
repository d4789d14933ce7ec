import { expect, test } from 'vitest'
import { commands } from '../../src/commands.ts'
import { choicesOf } from '../../src/integrations/api/choices.ts'
import { apiRoutes } from '../../src/integrations/api/routes/all-routes.ts'
import { UPS } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { daysFromNow } from '../stage/from-now.ts'
import { type Api, anApi } from './an-api.ts'

const shop = aShop()
const routes = apiRoutes(choicesOf(commands))
const UNKNOWN = '3f0c8d52-6d5e-4c0e-9d43-0d1c35a3f001'
const SOON = daysFromNow(17)
const FILES = [{ name: 'a.txt', base64: 'YWJj' }]

/** What each route that takes a body is sent here, where its example won't do. */
const BODIES: Readonly<Record<string, object>> = {
  acknowledge: { promised: SOON },
  addEvidence: { files: FILES },
  declineReturn: { reason: 'other' },
  addParcel: { number: UPS, lines: [{ line: 'LAMP', quantity: 1 }] },
}

/** Every route of the document with ids filled in, and a body that it takes. */
async function documented(api: Api, ids: Readonly<Record<string, string>>) {
  const { json } = await api.call(null, 'GET', '/openapi.json')
  const paths = json.paths as Record<string, Record<string, { operationId: string; requestBody?: object }>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => {
      const body = requestBody && (BODIES[operationId] ?? routes.find(({ id }) => id === operationId)?.example ?? {})
      const at = path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? UNKNOWN)
      return { id: operationId, method: method.toUpperCase(), path: at, body }
    }),
  )
}

test('every route in the document is served, every served route is in it, and none takes what it does not say', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  const keys = [await api.key('ERP supplier:Lumen'), await api.key('Warehouse')]
  const all = await documented(api, { purchaseOrder: '1042-A', order: '1042' })
  expect(all.map(({ id }) => id).toSorted()).toEqual(routes.map(({ id }) => id).toSorted())
  for (const { id, method, path, body } of all) {
    const scopes = routes.find(one => one.id === id)?.scopes ?? []
    const key = keys[scopes.some(scope => scope.startsWith('orders:')) ? 1 : 0] ?? ''
    const unknown = await api.call(key, method, `${path}?surprise=1`, body)
    expect({ id, ...unknown }).toMatchObject({ status: 422, json: { errors: [{ pointer: '/surprise' }] } })
    expect({ id, ...(await api.call(null, method, path, body)) }).toMatchObject({ status: 401 })
    if (!body) continue
    const more = await api.call(key, method, path, { ...body, surprise: 1 })
    expect({ id, ...more }).toMatchObject({ status: 422, json: { errors: [{ pointer: '/surprise' }] } })
    expect(await api.call(key, method, path, '{')).toMatchObject({ status: 400 })
    expect(await api.call(key, method, path, body, { 'Content-Type': 'text/csv' })).toMatchObject({ status: 415 })
  }
  expect(await api.call(keys[0] ?? '', 'GET', '/nothing')).toMatchObject({ status: 404 })
  const other = await api.call(keys[0] ?? '', 'PUT', '/purchase-orders')
  expect([other.status, other.headers.get('Allow')]).toEqual([405, 'GET'])
  expect(api.failures).toEqual([])
})

test('another supplier’s key finds nothing of Lumen’s on any route, and reads of it what it reads of what never was', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await shop.bot.as('Mei', 'lumen').types(`/tracking add 1042-A ${UPS} lines:"LAMP x1"`)
  await shop.ask('complaint.open', { order: '1042', reason: 'damaged', happened: 'It is cracked.' })
  await shop.ask('order.cancel', { order: '1042' })
  await shop.ask('supplier.terms', { supplier: 'Lumen', ship: '10 hours' })
  const [lumens, casas] = [await api.key('ERP supplier:Lumen'), await api.key('ERP supplier:Casa')]
  const { json: po } = await api.call(lumens, 'GET', '/purchase-orders/1042-A')
  const { json: cases } = await api.call(lumens, 'GET', '/cases?kind=complaint')
  const { json: terms } = await api.call(lumens, 'GET', '/terms')
  const theirs = {
    ...{ purchaseOrder: po.id, parcel: po.parcels[0].id, change: po.changes[0].id },
    ...{ case: cases.rows[0].id, agreement: terms.proposed.id },
  }
  const named = (await documented(api, theirs)).filter(
    ({ path }) => /[\da-f]{8}-/.test(path) && !path.startsWith('/orders'),
  )
  const unknown = await documented(api, {})
  expect(named.length).toBeGreaterThan(15)
  for (const { id, method, path, body } of named) {
    const [found, never] = [path, unknown.find(one => one.id === id)?.path ?? ''].map(at =>
      api.call(casas, method, at, body),
    )
    expect({ id, ...(await found) }).toMatchObject({ status: 404 })
    expect((await found)?.json).toEqual((await never)?.json)
  }
  const lists = await Promise.all(
    ['/purchase-orders?which=all', '/cases?state=all'].map(path => api.call(casas, 'GET', path)),
  )
  expect(lists.map(({ json }) => json.rows)).toEqual([[], []])
  const many = await api.call(casas, 'POST', '/parcels', { parcels: [{ purchaseOrder: po.id, number: UPS }] })
  expect(many.json.results).toMatchObject([{ outcome: 'refused', text: expect.stringContaining('There is no') }])
  expect(await api.call(lumens, 'GET', '/orders')).toMatchObject({ status: 403 })
})
