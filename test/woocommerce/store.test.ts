import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { NOTE } from '../../src/integrations/woocommerce/notes.ts'
import { connectWooCommerce } from '../../src/integrations/woocommerce/routes.ts'
import { wooStorefront } from '../../src/integrations/woocommerce/storefront.ts'
import { listen } from '../../src/kernel/ground/http.ts'
import type { ReportedOrder } from '../../src/kernel/shapes/storefront.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { aLink } from './a-link.ts'
import { openFake } from './fake/open-fake.ts'
import type { Setup } from './fake/shop.ts'
import { linePayload } from './payloads.ts'

const closes: (() => Promise<void>)[] = []
afterEach(() => Promise.all(closes.splice(0).map(close => close())))

/** A shop on real HTTP, and Waybill’s door for its webhooks, in front of an `ask` that writes down what it is asked. */
async function connected(setup: Partial<Setup> = {}) {
  const fake = await openFake(setup)
  const link = aLink(fake.site)
  const asked: { name: string; input: Record<string, unknown> }[] = []
  const app = connectWooCommerce({
    async ask(name, input) {
      asked.push({ name, input: input as Record<string, unknown> })
      return { text: '', outcome: 'received' }
    },
    find: async site => (site === link.address ? link : null),
    statuses: new Map(),
    ready: () => true,
    trouble: () => {},
    log: { info: () => {}, error: () => {} },
    now: fake.shop.now,
    pauses: [1],
  })
  const door = await listen(new Hono().route('/webhooks/woocommerce', app), '127.0.0.1', 0)
  closes.push(fake.close, door.close)
  const store = wooStorefront({ statuses: new Map(), note: NOTE, now: fake.shop.now })
  const walk = async (since: Date) => {
    const read: ReportedOrder[] = []
    const span = { since, until: fake.shop.now() }
    await store.walk?.(link, { ...span, news: async () => new Set(), page: async orders => void read.push(...orders) })
    return read
  }
  const subscribe = () => store.subscribe?.(link, door.url)
  return { fake, shop: fake.shop, link, store, asked, door, walk, subscribe }
}

const numbersOf = (read: readonly ReportedOrder[]) =>
  read.map(one => {
    if ('order' in one) return (one.order as { number: string }).number
    if ('deleted' in one) return `-${(one.deleted as { externalId: string }).externalId}`
    return (one.unreadable as { why: string }).why
  })

test('webhooks are made once, and each order that they bring is taken', async () => {
  const { fake, shop, subscribe, asked } = await connected()
  expect(await subscribe()).toEqual(['order.created', 'order.updated', 'order.deleted', 'order.restored'])
  expect(await subscribe()).toEqual([])
  const order = shop.place()
  shop.setStatus(order, 'on-hold')
  shop.trash(order)
  shop.restore(order)
  await fake.deliver()
  expect(asked.map(({ name }) => name)).toEqual(['order.receive', 'order.receive', 'order.delete', 'order.receive'])
  expect(shop.webhooks.map(({ status, failures }) => [status, failures])).toEqual(Array(4).fill(['active', 0]))
})

test('a webhook that WooCommerce switched off is switched on again; one that was deleted is made again', async () => {
  const { fake, shop, subscribe, door, asked } = await connected()
  await subscribe()
  await door.close()
  for (let failures = 0; failures < 7; failures++) shop.place()
  await fake.deliver()
  expect(shop.webhooks.find(({ topic }) => topic === 'order.created')?.status).toBe('disabled')
  shop.webhooks.splice(
    shop.webhooks.findIndex(({ topic }) => topic === 'order.deleted'),
    1,
  )
  expect(await subscribe()).toEqual(['order.created', 'order.deleted'])
  expect(asked).toEqual([])
})

test('one that the owner paused stays paused, and staff learn of it', async () => {
  const { shop, subscribe, store, link } = await connected()
  await subscribe()
  const [first] = shop.webhooks
  if (first) first.status = 'paused'
  expect(await subscribe()).toEqual([])
  expect((await store.look(link)).findings.filter(({ well }) => !well)).toEqual([
    { well: false, what: expect.stringContaining('Somebody paused its webhooks.') },
  ])
})

test('a new key signs with a new secret, and nothing is missed', async () => {
  const { fake, shop, subscribe, link, asked } = await connected()
  await subscribe()
  shop.keys.push({ key: 'ck_new', secret: 'cs_new', permissions: 'read_write' })
  await link.replace({ key: 'ck_new', secret: 'cs_new' })
  expect(await subscribe()).toEqual([])
  shop.place()
  await fake.deliver()
  expect(asked).toMatchObject([{ name: 'order.receive' }])
})

test('what was given back is asked for by piece, since the order does not say it', async () => {
  const { fake, shop, subscribe, asked } = await connected()
  await subscribe()
  const order = shop.place()
  shop.refund(order, '22.50', { line: Number((order.line_items as { id: number }[])[0]?.id), quantity: 1 })
  await fake.deliver()
  expect(asked.at(-1)?.input).toMatchObject({ lines: [{ ordered: 2, quantity: 1 }], refundedMinor: 2250 })
  fake.faults.next('error page', request => request.endsWith('/refunds'))
  shop.refund(order, '1.00')
  await fake.deliver()
  expect(asked.at(-1)?.input).toMatchObject({ refundedMinor: 2350 })
})

test('disconnected, the shop sends us nothing more', async () => {
  const { shop, subscribe, store, link } = await connected()
  shop.webhooks.push({
    id: 1,
    name: 'other',
    status: 'active',
    topic: 'order.created',
    delivery_url: 'https://other.example',
    secret: '',
    failures: 0,
  })
  await subscribe()
  await store.leave?.(link)
  expect(shop.webhooks.map(({ name }) => name)).toEqual(['other'])
})

test('a look says all that is wrong at once, in words, and where tracking numbers go', async () => {
  const well = await connected({ plugins: ['ast'] })
  expect(await well.store.look(well.link)).toEqual({
    name: 'North & South',
    findings: [{ well: true, what: 'Tracking numbers go to Advanced Shipment Tracking.' }],
  })
  const ill = await connected({ ignoresModified: true, dropsAuthorization: true })
  ill.shop.place()
  ill.shop.keys.splice(0, 1, { key: 'ck_owner', secret: 'cs_owner', permissions: 'read' })
  const { findings } = await ill.store.look(ill.link)
  expect(ill.link.notes).toMatchObject({ way: { keyInAddress: true }, keeping: 'meta' })
  expect(findings.filter(one => !one.well).map(({ what }) => what)).toEqual([
    expect.stringContaining('Give the key the permission Read/Write'),
    expect.stringContaining('can’t say which orders changed. Update WooCommerce to 5.8 or newer.'),
  ])
  ill.shop.keys.length = 0
  await expect(ill.store.look(ill.link)).rejects.toThrow(Refusal)
})

test('every order whose webhooks were dropped is found, while customers go on buying and staff edit', async () => {
  const { shop, walk, fake } = await connected({ zone: -8 })
  const since = shop.now()
  for (let count = 0; count < 330; count++) {
    shop.place()
    if (count % 3 > 0) shop.pass(1)
  }
  const all = [...shop.orders.values()]
  // While pages are read, what was read already changes, moves to the end, and shifts all that follows.
  fake.faults.choose = (request, count) => {
    if (request === 'GET /wp-json/wc/v3/orders' && count > 4) {
      shop.pass(1)
      for (const one of all.slice(count, count + 7)) shop.touch(one)
    }
    return null
  }
  const numbers = new Set(numbersOf(await walk(since)))
  fake.faults.choose = null
  for (const one of await walk(new Date(shop.now().getTime() - 60_000))) numbers.add(numbersOf([one])[0] ?? '')
  expect(all.filter(({ number }) => !numbers.has(number))).toEqual([])
})

test('a hundred and fifty orders that were edited in bulk, in one second, are all read', async () => {
  const { shop, walk } = await connected()
  const orders = Array.from({ length: 150 }, () => shop.place())
  shop.pass(3_600)
  for (const order of orders) shop.touch(order)
  const since = new Date(shop.now().getTime() - 1_000)
  shop.pass(60)
  expect(new Set(numbersOf(await walk(since))).size).toBe(150)
})

test('a walk brings what was trashed and what can’t be read, and no carts', async () => {
  const { shop, walk } = await connected()
  const since = shop.now()
  const [cart, trashed, unreadable] = [shop.place(), shop.place(), shop.place()]
  cart.status = 'checkout-draft'
  shop.trash(trashed)
  unreadable.line_items = [linePayload({ total: '' })]
  expect(numbersOf(await walk(since))).toEqual(['Line 1, “Ship Your Idea – Tee”, has no price.', `-${trashed.id}`])
})

test('a shop that ignores which changes it is asked for is not read as if all were there', async () => {
  const { shop, walk } = await connected({ ignoresModified: true })
  shop.place()
  await expect(walk(shop.now())).rejects.toThrow('Update WooCommerce to 5.8 or newer.')
})

test('orders are counted as they come in: by their day in UTC, without carts, to both ends', async () => {
  const { shop, store, link } = await connected({ zone: 10 })
  const count = async (since: Date, until: Date) => (await store.count?.(link, { since, until }))?.orders
  const since = shop.now()
  for (let number = 0; number < 120; number++) shop.place()
  shop.place().status = 'checkout-draft'
  Object.assign(shop.place(), { status: 'failed', date_paid: null, date_paid_gmt: null })
  shop.trash(shop.place())
  shop.pass(3_600)
  shop.place()
  expect(await count(since, shop.now())).toBe(120)
  expect(await count(shop.now(), new Date(shop.now().getTime() + 1_000))).toBe(1)
})

test.each([
  [{ address: 'http://shop.example', key: 'ck_1', secret: 'cs_1' }, /over https/, 'address'],
  [{ address: '', key: 'ck_1', secret: 'cs_1' }, /address of the shop/, 'address'],
  [{ address: 'https://user:pw@shop.example', key: 'ck_1', secret: 'cs_1' }, /address of the shop/, 'address'],
  [{ address: 'shop.example', key: 'sk_1', secret: 'cs_1' }, /begins with ck_/, 'key'],
  [{ address: 'shop.example', key: 'ck_1' }, /begins with cs_/, 'secret'],
])('%j is refused before anything is sent', (given, sentence, field) => {
  const { read } = wooStorefront({ statuses: new Map(), note: NOTE, now: () => new Date() })
  expect(() => read(given)).toThrow(sentence)
  expect(() => read(given)).toThrow(expect.objectContaining({ field }))
})

test('an address is one, however it is written', () => {
  const { read } = wooStorefront({ statuses: new Map(), note: NOTE, now: () => new Date() })
  for (const address of ['Shop.Example/de/', 'https://shop.example/de', ' https://SHOP.example/de/ '])
    expect(read({ address, key: 'ck_1', secret: 'cs_1' }).address).toBe('shop.example/de')
})
