import { expect, test } from 'vitest'
import { openAdmin } from '../../src/integrations/shopify/admin/client.ts'
import { Declined } from '../../src/integrations/shopify/admin/declined.ts'
import { document } from '../../src/integrations/shopify/admin/document.ts'
import { CANCEL_FULFILMENT, FULFILMENTS } from '../../src/integrations/shopify/admin/documents/fulfilments.ts'
import { ABOUT_STORE } from '../../src/integrations/shopify/admin/documents/shop.ts'
import { missingScopes, NEEDED_SCOPES } from '../../src/integrations/shopify/admin/scopes.ts'
import { Unsure } from '../../src/kernel/shapes/chat.ts'
import { aStore, DAILY } from './a-store.ts'

test('no key of a store is ever sent to a domain that is not Shopify’s', () => {
  for (const domain of [
    'evil.example',
    'north.myshopify.com.evil.example',
    'north.myshopify.com/@evil.example',
    'a b.myshopify.com',
    '-x.myshopify.com',
    'north.myshopify.com?x',
    '',
  ])
    expect(() => openAdmin({ domain, access: { kind: 'token', token: 'shpat_1' } })).toThrow('isn’t a Shopify domain')
  const elsewhere = () =>
    openAdmin({ domain: 'north.myshopify.com', access: { kind: 'token', token: 'x' }, base: 'http://evil.example' })
  expect(elsewhere).toThrow('on this machine')
})

test('a token of 24 hours is renewed before it ends, and once when Shopify refuses it', async () => {
  const { shop, admin } = await aStore(DAILY)
  await Promise.all([admin.ask(ABOUT_STORE, {}), admin.ask(ABOUT_STORE, {}), admin.ask(ABOUT_STORE, {})])
  expect(shop.calls.filter(call => call === 'access_token')).toHaveLength(1)
  shop.clock.pass(23.5 * 3_600_000)
  await admin.ask(ABOUT_STORE, {})
  expect(shop.calls.filter(call => call === 'access_token')).toHaveLength(2)
  shop.app.tokens.clear()
  expect((await admin.ask(ABOUT_STORE, {})).shop.name).toBe('North Coast')
  expect(shop.calls.filter(call => call === 'access_token')).toHaveLength(3)
})

test('a token that still works is used when the renewal fails, so that no parcel waits for it', async () => {
  const { shop, admin } = await aStore(DAILY)
  await admin.ask(ABOUT_STORE, {})
  shop.clock.pass(23.5 * 3_600_000)
  shop.faults.next('access_token', { status: 503, body: '<html>busy</html>', type: 'text/html' })
  expect((await admin.ask(ABOUT_STORE, {})).shop.name).toBe('North Coast')
})

test('a key that Shopify no longer takes is said in words, and not tried for ever', async () => {
  const revoked = await aStore()
  revoked.shop.app.tokens.clear()
  await expect(revoked.admin.ask(ABOUT_STORE, {})).rejects.toThrow(
    'no longer accepts the key of north-coast.myshopify.com',
  )
  const wrong = await aStore({ kind: 'client credentials', clientId: 'a1b2c3', clientSecret: 'guessed' })
  await expect(wrong.admin.ask(ABOUT_STORE, {})).rejects.toThrow('client ID and secret')
  expect(wrong.shop.calls).toEqual(['access_token'])
})

test('a throttled store is left alone for as long as it says, and every call is done once and in its turn', async () => {
  const { shop, admin } = await aStore()
  shop.throttle()
  shop.bucket.rate = 400
  const orders = Array.from({ length: 6 }, () => shop.place())
  for (const order of orders) shop.merchant.fulfil(order)
  const read = await Promise.all(orders.map(({ id }) => admin.ask(FULFILMENTS, { id })))
  expect(read.map(({ order }) => order?.fulfillments[0]?.id)).toEqual(orders.map(({ shipped }) => shipped[0]?.id))
  expect(shop.calls).toEqual(Array(6).fill('order'))
})

test('a query that costs too much is a fault of ours, not something to wait for', async () => {
  const { admin } = await aStore()
  const huge = document('{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } }')
  await expect(admin.ask(huge, {})).rejects.toThrow('exceeds the single query max cost limit')
})

test('a lost reply is not taken for a failure, nor a call that never arrived for a success', async () => {
  const { shop, admin } = await aStore()
  shop.place()
  shop.loseReply('shop')
  await expect(admin.ask(ABOUT_STORE, {})).rejects.toBeInstanceOf(Unsure)
  for (const status of [500, 502, 504]) {
    shop.faults.next('shop', { status, body: '<html><body>Bad gateway</body></html>', type: 'text/html' })
    await expect(admin.ask(ABOUT_STORE, {})).rejects.toBeInstanceOf(Unsure)
  }
  shop.faults.next('shop', { status: 200, body: '<html>Opening soon</html>', type: 'text/html' })
  await expect(admin.ask(ABOUT_STORE, {})).rejects.toBeInstanceOf(Unsure)
})

test.each([
  [402, 'its bill isn’t paid'],
  [403, 'doesn’t let Waybill into north-coast.myshopify.com'],
  [404, 'There is no store north-coast.myshopify.com'],
  [423, 'has locked north-coast.myshopify.com'],
])('a store that answers %i is named, with what to do', async (status, words) => {
  const { shop, admin } = await aStore()
  shop.faults.next('*', { status, body: JSON.stringify({ errors: 'Unavailable Shop' }) })
  await expect(admin.ask(ABOUT_STORE, {})).rejects.toThrow(words)
})

test('an error that is a mere string is passed on to people', async () => {
  const { shop, admin } = await aStore()
  shop.faults.next('*', { status: 400, body: JSON.stringify({ errors: 'The app was suspended' }) })
  await expect(admin.ask(ABOUT_STORE, {})).rejects.toThrow('The app was suspended')
})

test('what Shopify understood and did not do comes back in its own words', async () => {
  const { admin } = await aStore()
  const cancelled = admin.change(CANCEL_FULFILMENT, { id: 'gid://shopify/Fulfillment/1' })
  await expect(cancelled).rejects.toEqual(new Declined([{ field: ['id'], message: 'Fulfillment does not exist.' }]))
})

test('a scope that is missing is named before it is needed, and when it is', async () => {
  const { shop, admin } = await aStore()
  const granted = async () =>
    (await admin.ask(ABOUT_STORE, {})).currentAppInstallation.accessScopes.map(({ handle }) => handle)
  expect(missingScopes(await granted())).toEqual([])
  shop.app.scopes.delete('read_orders')
  shop.app.scopes.delete('write_orders')
  expect(missingScopes(await granted())).toEqual([
    'The app may not see orders: give it the scope read_orders.',
    'The app may not cancel and refund orders: give it the scope write_orders.',
  ])
  const { id } = shop.place()
  await expect(admin.ask(FULFILMENTS, { id })).rejects.toThrow('The app needs: read_orders access scope.')
  expect(new Set(Object.keys(NEEDED_SCOPES))).toEqual(new Set([...shop.app.scopes, 'read_orders', 'write_orders']))
})

test('staff are warned, once, when Shopify answers with another version than Waybill is written for', async () => {
  const { shop, admin, warned } = await aStore()
  await admin.ask(ABOUT_STORE, {})
  expect([admin.versionTrouble(), warned]).toEqual([null, []])
  shop.version = '2027-01'
  await admin.ask(ABOUT_STORE, {})
  await admin.ask(ABOUT_STORE, {})
  expect(warned).toEqual([admin.versionTrouble()])
  expect(admin.versionTrouble()).toContain('Shopify answers with version 2027-01')
})
