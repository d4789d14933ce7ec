import { asc } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import { orderLines, orders } from '../../src/orders/tables.ts'
import { allStores } from '../../src/stores/find-store.ts'
import { stores } from '../../src/stores/tables.ts'
import { type Cells, exportOf, first, next } from '../csv/exports.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { said } from '../stage/shop.ts'

const shop = aShop()
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const says = async (text: string) => said(await shop.bot.as('Sam', 'orders').types(text))
const importer = () => csvImporter({ ask: shop.bot.ask })
const run = (store: string, rows: readonly Cells[], agreed = false) =>
  importer().run({ bytes: exportOf(rows), store }, system, () => {}, agreed)
const known = () => shop.database.db.select().from(orders).orderBy(asc(orders.number))
const linesHere = async () =>
  (await shop.database.db.select().from(orderLines).orderBy(asc(orderLines.title))).map(({ title, quantity }) => [
    title,
    quantity,
  ])

const lamp: Cells = { 'Lineitem name': 'Lamp', 'Lineitem sku': 'LAMP', 'Lineitem quantity': '1' }
const bowl: Cells = { 'Lineitem name': 'Bowl', 'Lineitem sku': 'BOWL', 'Lineitem quantity': '2' }

test('two orders whose ids a spreadsheet rounded to the same stay two orders', async () => {
  const rounded = { Id: '5870000000000' }
  const rows = [first({ ...rounded, Name: '#1' }), first({ ...rounded, Name: '#2', 'Shipping City': 'Lviv' })]
  expect(await run('Hunt', rows)).toMatchObject({ received: 2, refused: [] })
  const shared = [first({ Id: '6123456789012', Name: '#3' }), first({ Id: '6123456789012', Name: '#4' })]
  expect(await run('Hunt', shared)).toMatchObject({ received: 2, refused: [] })
  expect((await known()).map(one => one.number)).toEqual(['1', '2', '3', '4'])
})

test('an id that is another number’s here is refused with both numbers, and overwrites nothing', async () => {
  await run('Hunt', [first({ Name: '#1042' })])
  const report = await run('Hunt', [first({ Name: '#1043', 'Shipping City': 'Elsewhere' })], true)
  expect(report.refused.map(one => one.why)).toEqual([
    'Its Id 6123456789012 is that of order 1042 here, but its number is 1043. Correct the one or the other.',
  ])
  expect(await known()).toHaveLength(1)
})

test('however a store’s name is written, it is one store; by its shown name it is the connected one', async () => {
  for (const [index, name] of ['My Shop', 'my shop', ' My  Shop', 'ＭＹ shop', 'My\u200b Shop'].entries())
    await run(name, [first({ Id: '', Name: `#${index}` })])
  expect(await shop.database.db.$count(stores)).toBe(1)
  const hunt = { kind: 'shopify', key: 'hunt.myshopify.com', name: 'hunt', idsAreUnique: true } as const
  await shop.receive('1042', [{ sku: 'LIN-M-OLV', quantity: 2, title: 'Linen shirt' }], {
    store: hunt,
    externalId: '6123456789012',
    updatedAt: at(1),
  })
  expect(await run('Hunt', [first()])).toMatchObject({ received: 0, unchanged: 1 })
  expect(await run('hunt.myshopify.com', [first({ Id: '6.12E+12' })])).toMatchObject({ received: 0, unchanged: 1 })
  expect(await shop.database.db.$count(stores)).toBe(2)
})

test('an order that a file brought first is the same order when its store tells it', async () => {
  await run('hunt', [first({ ...lamp, Id: '' }), next(bowl)])
  const store = { kind: 'csv', key: 'hunt', name: 'hunt', idsAreUnique: true, fromFile: true } as const
  const told = [
    { sku: 'LAMP', title: 'Lamp', externalId: '900000001' },
    { sku: 'BOWL', title: 'Bowl', quantity: 2, externalId: '900000002' },
  ]
  await shop.receive('1042', told, { store, externalId: '6123456789012', updatedAt: at(3) })
  expect(await known()).toMatchObject([{ externalId: '6123456789012' }])
  expect(await linesHere()).toEqual([
    ['Bowl', 2],
    ['Lamp', 1],
  ])
})

test('an edited file changes no forwarded order before somebody has seen the difference', async () => {
  await run('Hunt', [first(lamp), next(bowl)])
  await shop.ask('order.forward', { order: '1042' })
  const edited = [first(bowl), next({ ...lamp, 'Lineitem quantity': '3' })]
  const why = 'It is here already and is with suppliers, and the file says otherwise: Lamp: 3 instead of 1.'
  expect((await importer().preview({ bytes: exportOf(edited), store: 'Hunt' })).differs).toEqual([
    { row: 2, order: '1042', why },
  ])
  expect((await run('Hunt', edited)).refused).toEqual([{ row: 2, order: '1042', why }])
  expect(await linesHere()).toEqual([
    ['Bowl', 2],
    ['Lamp', 1],
  ])
  expect(await run('Hunt', edited, true)).toMatchObject({ updated: 1 })
  expect(await linesHere()).toEqual([
    ['Bowl', 2],
    ['Lamp', 3],
  ])
})

test('rows in another order are the same lines, and no supplier reads another product', async () => {
  await run('Hunt', [first(lamp), next(bowl)])
  const before = await linesHere()
  expect(await run('Hunt', [first(bowl), next(lamp)])).toMatchObject({ unchanged: 1, refused: [] })
  expect(await linesHere()).toEqual(before)
})

test('the preview of a file says of every order what its run then does', async () => {
  await run('Hunt', [first({ Name: '#1', Id: '11111111' })])
  const rows = [
    first({ Name: '#1', Id: '11111111' }),
    first({ Name: '#2', Id: '22222222', 'Financial Status': 'voided' }),
    first({ Name: '#3', Id: '33333333', 'Fulfillment Status': 'fulfilled' }),
    first({ Name: '#4', Id: '44444444', 'Lineitem quantity': '99999999999' }),
    first({ Name: '#5', Id: '55555555', 'Created at': '0000-01-01 10:00:00 +0000' }),
    first({ Name: '#6', Id: '66666666', 'Financial Status': 'pending' }),
  ]
  const preview = await importer().preview({ bytes: exportOf(rows), store: 'Hunt' })
  const report = await run('Hunt', rows)
  expect(report).toMatchObject({ received: 1, unchanged: 1 })
  expect(preview.refused).toEqual(report.refused)
  expect(report.refused.map(one => one.order)).toEqual(['2', '3', '4', '5'])
  expect(preview.orders).toBe(2)
})

test('every order can be named: by store, by turn, and by a number as a person types it', async () => {
  const hunt = { kind: 'shopify', key: 'hunt.myshopify.com', name: 'hunt', idsAreUnique: true } as const
  await shop.receive('7100', [{ sku: 'LAMP' }], { store: hunt, externalId: 'a', method: 'First' })
  await shop.receive('7100', [{ sku: 'LAMP' }], { store: hunt, externalId: 'b', placedAt: at(12), method: 'Second' })
  expect(await says('/order show 7100@hunt')).toBe(
    'Several orders have the number 7100. Write 7100@hunt.myshopify.com/1 or 7100@hunt.myshopify.com/2.',
  )
  const method = async (order: string) =>
    (await shop.ask('order.show', { order })).card?.facts?.find(fact => fact.label === 'Method')?.value
  expect(await method('7100@hunt/1')).toBe('First')
  expect(await method('7100@hunt/2')).toBe('Second')
  for (const [written, typed] of [
    ['10@42', '10@42'],
    ['１０４３', '1043'],
    ['10\u200b44', '1044'],
    ['10\n45', '"10 45"'],
  ] as const) {
    await shop.receive(written, [{ sku: 'LAMP' }])
    expect(await says(`/order note ${typed} seen`), written).toContain('for staff only')
    expect(await says(`/order note ${written.replace('\n', '') === written ? written : typed} seen`)).toContain('Noted')
  }
})

const second = new Date('2026-11-02T10:00:00Z')
const burst = [
  incoming('1042', [{ sku: 'LAMP' }], { updatedAt: second, triggeredAt: '2026-11-02T10:00:00.100000001Z' }),
  incoming('1042', [{ sku: 'LAMP', quantity: 2 }], {
    updatedAt: second,
    triggeredAt: '2026-11-02T10:00:00.100000002Z',
  }),
  incoming('1042', [{ sku: 'LAMP', quantity: 3 }], { updatedAt: second, triggeredAt: '2026-11-02T10:00:00.9Z' }),
]

test('of webhooks of one second the last told wins, in any order and however often', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...burst, ...burst], { minLength: 6 }), async arrivals => {
      await shop.database.empty()
      for (const one of arrivals) await shop.ask('order.receive', one)
      expect((await linesHere()).map(([, quantity]) => quantity)).toEqual([3])
    }),
    { numRuns: 8 },
  )
})

test('without times of telling, what went further wins: a refund is not undone by what was told before it', async () => {
  const paid = incoming('1042', [{ sku: 'LAMP' }], { updatedAt: second })
  const refunded = incoming('1042', [{ sku: 'LAMP' }], {
    updatedAt: second,
    financialStatus: 'partially_refunded',
    refundedMinor: 100,
  })
  for (const arrivals of [
    [paid, refunded],
    [refunded, paid],
  ]) {
    await shop.database.empty()
    for (const one of arrivals) await shop.ask('order.receive', one)
    expect(await known()).toMatchObject([{ financialStatus: 'partially_refunded', refundedMinor: 100 }])
  }
})

test('an order told under another shop’s name is not that shop’s order', async () => {
  const [hunt, other] = ['hunt', 'other'].map(
    name => ({ kind: 'shopify', key: `${name}.myshopify.com`, name, idsAreUnique: true }) as const,
  )
  await shop.receive('1042', [{ sku: 'LAMP' }], { ...(hunt && { store: hunt }), externalId: '6123456789012' })
  const told = shop.receive('1042', [{ sku: 'LAMP' }], { ...(other && { store: other }), externalId: '6123456789012' })
  expect(await shop.refused(told)).toBe('It is order 1042 of hunt, sent under the name of other.')
  expect(await known()).toHaveLength(1)
})

const hunt = { kind: 'shopify', key: 'hunt.myshopify.com', name: 'hunt', idsAreUnique: true } as const
const shirt = [{ sku: 'LIN-M-OLV', quantity: 2, title: 'Linen shirt' }]

test.each(['Hunt', 'hunt.myshopify.com'])(
  'a store that began as a file called %s and is connected later stays one store, each order once',
  async name => {
    await run(name, [first({ Id: '6123456789012', Name: '#1042' }), first({ Id: '', Name: '#1043' })])
    await shop.ask('store.autoforward', { store: name, setting: 'on' })
    await shop.receive('1042', shirt, { store: hunt, externalId: '6123456789012', updatedAt: at(1) })
    await shop.receive('1043', shirt, { store: hunt, externalId: '6123456789013', updatedAt: at(1) })
    await shop.receive('1044', shirt, { store: hunt, externalId: '6123456789014', updatedAt: at(1) })
    expect((await known()).map(one => [one.number, one.externalId])).toEqual([
      ['1042', '6123456789012'],
      ['1043', '6123456789013'],
      ['1044', '6123456789014'],
    ])
    const here = await shop.database.db.select().from(stores)
    expect(here).toMatchObject([{ kind: 'shopify', key: 'hunt.myshopify.com', name: 'hunt' }])
    expect(here[0]?.autoForwardAt).not.toBeNull()
    expect(await run(name, [first({ Id: '6123456789012', Name: '#1042' })])).toMatchObject({ received: 0 })
  },
)

test('a store that a file called by another name is known by the first order that both tell', async () => {
  await run('My shop', [first({ Id: '6123456789012', Name: '#1042' }), first({ Id: '', Name: '#1043' })])
  await run('Somebody else', [first({ Id: '7123456789012', Name: '#1042' })])
  await shop.receive('1044', shirt, { store: hunt, externalId: '6123456789014', updatedAt: at(1) })
  await shop.receive('1042', shirt, { store: hunt, externalId: '6123456789012', updatedAt: at(1) })
  await shop.receive('1043', shirt, { store: hunt, externalId: '6123456789013', updatedAt: at(1) })
  expect(await run('My shop', [first({ Id: '', Name: '#1043' }), first({ Id: '', Name: '#1045' })])).toMatchObject({
    received: 1,
  })
  const here = await allStores(shop.database.db)
  expect(here.map(({ name }) => name)).toEqual(['Somebody else', 'hunt'])
  const [other, own] = here
  expect((await known()).map(one => `${one.number} ${one.storeId === own?.id ? 'own' : 'other'}`).toSorted()).toEqual([
    ...['1042 other', '1042 own', '1043 own', '1044 own', '1045 own'],
  ])
  expect((await known()).find(one => one.storeId === other?.id)?.externalId).toBe('7123456789012')
})
