import { expect, test } from 'vitest'
import { story } from '../../src/kernel/ground/journal.ts'
import { PNG, UPS } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { daysFromNow } from '../stage/from-now.ts'
import { textIn } from '../stage/text-of.ts'
import { anApi } from './an-api.ts'

const shop = aShop()
const OTHER = '1Z999AA10123456793'

test('parcels one by one and many at once, corrected and taken off, with a result and a reason for each', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  const key = await api.key('ERP supplier:Lumen')
  const parcels = '/purchase-orders/1042-A/parcels'
  const wrong = await api.call(key, 'POST', parcels, { number: '1Z999AA10123456785' })
  expect(wrong).toMatchObject({ status: 422, json: { errors: [{ pointer: '/number' }] } })
  const asked = await api.call(key, 'POST', parcels, { number: '123456789012' })
  expect(asked).toMatchObject({ status: 422, json: { errors: [{ pointer: '/carrier' }] } })
  const some = { number: UPS, lines: [{ line: 'lamp', quantity: 1 }] }
  expect(await api.call(key, 'POST', parcels, some)).toMatchObject({ status: 200 })
  const many = {
    parcels: [
      { purchaseOrder: '1042-A', number: 'RB123456785CN' },
      { purchaseOrder: '1043-A', number: 'nonsense' },
      { purchaseOrder: '9999-A', number: UPS },
    ],
  }
  const bulk = () => api.call(key, 'POST', '/parcels', many, { 'Idempotency-Key': 'night' })
  const first = await bulk()
  expect(first.json.results.map((one: { outcome: string }) => one.outcome)).toEqual(['added', 'refused', 'refused'])
  expect((await bulk()).json).toEqual(first.json)
  const { json: po } = await api.call(key, 'GET', '/purchase-orders/1042-A')
  expect(po.parcels).toHaveLength(2)
  expect(po).toMatchObject({ state: 'shipped', lines: [{ shipped: 2 }, { shipped: 1 }] })
  const [{ id }] = po.parcels
  expect(await api.call(key, 'PATCH', `${parcels}/${id}`, { number: OTHER })).toMatchObject({ status: 200 })
  expect(await api.call(key, 'DELETE', `${parcels}/${id}?why=typo`)).toMatchObject({ status: 200 })
  expect((await api.call(key, 'GET', '/purchase-orders/1042-A')).json.state).toBe('partly_shipped')
  expect(api.failures).toEqual([])
})

test('answers line by line, questions, the address that is recorded as seen, and a change, from the one record', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  const key = await api.key('ERP supplier:Lumen')
  const one = '/purchase-orders/1042-A'
  const lines = [
    { line: 'LAMP', quantity: 1, answer: 'accept' },
    { line: 'LAMP', quantity: 1, answer: 'decline', reason: 'inventory_out_of_stock' },
    { line: 'BULB', answer: 'backorder', until: daysFromNow(47) },
  ]
  expect(await api.call(key, 'POST', `${one}/lines`, { lines })).toMatchObject({ status: 200 })
  const { json: po } = await api.call(key, 'GET', one)
  expect(po.lines).toMatchObject([{ acknowledged: 1, declined: 1 }, { backordered: 1 }])
  const { json: shipTo } = await api.call(key, 'GET', `${one}/ship-to`)
  expect(shipTo).toMatchObject({ name: expect.any(String), street: expect.any(String) })
  const seen = (await story(shop.database.db, [po.id])).filter(({ name }) => name === 'purchase_order.ship_to_seen')
  expect(seen).toMatchObject([{ actor: { name: 'ERP (API)' } }])
  expect(await api.call(key, 'POST', `${one}/questions`, { question: 'Is oak meant?' })).toMatchObject({ status: 200 })
  await shop.ask('order.cancel', { order: '1042' })
  await shop.bot.pump.idle()
  expect(textIn(shop.chat)).toContain('Is oak meant?')
  const { json: after } = await api.call(key, 'GET', one)
  const [change] = after.changes
  expect(change).toMatchObject({ kind: 'cancel', state: 'open' })
  const answer = () => api.call(key, 'POST', `${one}/changes/${change.id}/answer`, { answer: 'accept' })
  expect(await answer()).toMatchObject({ status: 200 })
  expect(await answer()).toMatchObject({ status: 422, json: { detail: expect.stringContaining('already') } })
  expect((await api.call(key, 'GET', one)).json.state).toBe('cancelled')
  expect(api.failures).toEqual([])
})

test('a complaint is read with its pictures, answered and backed with evidence; a return is taken back', async () => {
  const api = await anApi(shop)
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await shop.bot.as('Mei', 'lumen').types(`/tracking add 1042-A ${UPS}`)
  await shop.ask('complaint.open', { order: '1042', reason: 'damaged', happened: 'It is cracked.' })
  await shop.ask('return.open', { order: '1042', reason: 'unwanted', happened: 'Too large.', lines: 'LAMP x1' })
  const key = await api.key('ERP supplier:Lumen')
  const { json: page } = await api.call(key, 'GET', '/cases')
  const of = (kind: string) => page.rows.find((one: { kind: string }) => one.kind === kind).number
  const complaint = `/cases/${of('complaint')}`
  const files = [{ name: 'crack.png', base64: PNG.toString('base64') }]
  expect(await api.call(key, 'POST', `${complaint}/evidence`, { files })).toMatchObject({ status: 200 })
  expect(await api.call(key, 'POST', `${complaint}/answer`, { answer: 'Sorry.', credit: '9 USD' })).toMatchObject({
    status: 200,
  })
  expect(await api.call(key, 'POST', `${complaint}/messages`, { text: 'Anything else?' })).toMatchObject({
    status: 200,
  })
  const { json: shown } = await api.call(key, 'GET', complaint)
  expect(shown.facts).toContainEqual({ label: 'Answer', value: 'ERP (API): Sorry.' })
  const [file] = shown.files
  const picture = await api.call(key, 'GET', `${complaint}/files/${file.id}`)
  expect(picture.headers.get('Content-Type')).toBe('image/png')
  const taken = await api.call(key, 'POST', `/cases/${of('return')}/approve`, { returnTo: 'Dock 4', credit: '0' })
  expect(taken).toMatchObject({ status: 200 })
  expect(await api.call(key, 'POST', `/cases/${of('return')}/receive`, {})).toMatchObject({ status: 200 })
  expect(await api.call(key, 'POST', `/cases/${of('return')}/inspect`, {})).toMatchObject({ status: 200 })
  expect(api.failures).toEqual([])
})

test('terms are read and accepted, and a closure is announced', async () => {
  const api = await anApi(shop)
  await shop.ask('supplier.terms', { supplier: 'Lumen', ship: '10 hours' })
  const key = await api.key('ERP supplier:Lumen')
  const { json: terms } = await api.call(key, 'GET', '/terms')
  const accept = await api.call(key, 'POST', `/terms/${terms.proposed.id}/answer`, { answer: 'accept' })
  expect(accept).toMatchObject({ status: 200, json: { text: expect.stringContaining('in force') } })
  const days = [`${daysFromNow(51)}/${daysFromNow(60)}`]
  const closed = await api.call(key, 'POST', '/closures', { days })
  expect(closed).toMatchObject({ status: 200 })
  expect((await api.call(key, 'GET', '/terms')).json).toMatchObject({
    ...{ version: 1, proposed: null, closures: [{ state: 'announced', days }] },
  })
})

test('the shop’s own system reads and forwards orders, within the scopes of its key, until the key ends', async () => {
  const api = await anApi(shop)
  await shop.receive('1042', [{ sku: 'LAMP' }])
  const [key, reads] = [await api.key('Warehouse'), await api.key('Screen scopes:orders:read')]
  expect(await api.call(reads, 'POST', '/orders/1042/forward', {})).toMatchObject({ status: 403 })
  expect(await api.call(key, 'POST', '/orders/1042/forward', { note: 'Neutral box' })).toMatchObject({ status: 200 })
  expect((await api.call(reads, 'GET', '/orders')).json.rows).toMatchObject([
    { number: '1042', purchaseOrders: [{ number: '1042-A', supplier: 'Lumen', state: 'sent' }] },
  ])
  expect((await api.call(key, 'GET', '/purchase-orders/1042-A')).json.order).toMatchObject({ number: '1042' })
  await shop.bot.as('Sam', 'orders').types(`/api end ${reads.slice(0, 10)}`)
  expect(await api.call(reads, 'GET', '/orders')).toMatchObject({ status: 401 })
  expect(await api.call(null, 'GET', '/orders')).toMatchObject({ status: 401 })
  shop.bot.wait(366 * 86_400_000)
  expect(await api.call(key, 'GET', '/orders')).toMatchObject({ status: 401 })
})
