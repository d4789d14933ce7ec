import { expect, test } from 'vitest'
import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { aLink } from './a-link.ts'

const AT = 'https://waybill.example'

test('what an owner forgets to give is asked for by name', () => {
  const { read } = shopifyStorefront({ log: openLog('silent'), now: () => new Date() })
  const asked = (given: Parameters<typeof read>[0]) => {
    try {
      return read(given)
    } catch (error) {
      return (error as { field?: string }).field
    }
  }
  const address = 'https://North-Coast.myshopify.com/'
  expect([{}, { address: 'shop.example' }, { address }, { address, key: 'id' }].map(asked)).toEqual([
    'address',
    'address',
    'key',
    'secret',
  ])
  expect(asked({ address, key: 'shpat_1' })).toEqual({
    address: 'north-coast.myshopify.com',
    secrets: { token: 'shpat_1' },
  })
})

test('a store says what Waybill may not do there, in words', async () => {
  const { shop, storefront, link } = await aLink()
  const troubles = async () =>
    (await storefront.look(link)).findings.filter(({ well }) => !well).map(({ what }) => what)
  expect(await troubles()).toEqual([])
  shop.app.scopes.delete('write_fulfillments')
  shop.version = '2027-01'
  await storefront.look(link)
  expect(await troubles()).toEqual([
    'The app may not pass on what carriers say: give it the scope write_fulfillments.',
    'Shopify answers with version 2027-01 of its API, and Waybill is written for 2026-10. Update Waybill.',
  ])
  shop.app.clientSecret = 'changed'
  shop.app.tokens.clear()
  await expect(storefront.look(link)).rejects.toThrow('client ID and secret')
})

test('a store that hides from the app where its orders go says so', async () => {
  const { shop, storefront, link } = await aLink()
  const troubles = async () => (await storefront.look(link)).findings.filter(({ well }) => !well)
  shop.place({ lines: [{ sku: 'PDF', requiresShipping: false }], address: null })
  shop.app.seesCustomers = false
  expect(await troubles()).toEqual([])
  shop.place({})
  const [hidden] = await troubles()
  expect(hidden?.what).toBe('Shopify hides customers’ addresses from Waybill’s app, so its orders can’t be shipped.')
  shop.app.seesCustomers = true
  expect(await troubles()).toEqual([])
})

test('Shopify is made to send everything, once, and again what it dropped', async () => {
  const { shop, storefront, link } = await aLink()
  const made = await storefront.subscribe(link, AT)
  expect(made).toContain('orders/create')
  expect(await storefront.subscribe(link, AT)).toEqual([])
  const { subscriptions } = shop.webhooks
  subscriptions.splice(
    subscriptions.findIndex(({ topic }) => topic === 'ORDERS_CREATE'),
    1,
  )
  expect(await storefront.subscribe(link, AT)).toEqual(['orders/create'])
  expect(subscriptions).toHaveLength(made?.length ?? 0)
})

test('when Waybill moves, its webhooks move, and nobody else’s', async () => {
  const { shop, storefront, link } = await aLink()
  shop.webhooks.subscribe('ORDERS_CREATE', 'https://another.example/hooks')
  const made = await storefront.subscribe(link, AT)
  expect(await storefront.subscribe(link, 'https://new.example')).toEqual(made)
  const addresses = () => [...new Set(shop.webhooks.subscriptions.map(({ uri }) => uri))]
  expect(addresses()).toEqual(['https://another.example/hooks', 'https://new.example/webhooks/shopify'])
  await storefront.leave(link)
  expect(addresses()).toEqual(['https://another.example/hooks'])
  await expect(storefront.subscribe(link, 'http://waybill.example')).rejects.toThrow('only to https')
})

test('a store counts its own orders of a span, each on one side of its edge', async () => {
  const { shop, storefront, link } = await aLink()
  const [start] = [new Date(shop.clock.now())]
  for (let day = 0; day < 3; day++) {
    shop.place()
    shop.clock.pass(86_400_000)
  }
  const day = (n: number) => new Date(start.getTime() + n * 86_400_000 - 1_000)
  expect(await storefront.count(link, { since: day(0), until: day(2) })).toEqual({ orders: 2, exact: true })
  expect(await storefront.count(link, { since: day(2), until: day(3) })).toEqual({ orders: 1, exact: true })
})
