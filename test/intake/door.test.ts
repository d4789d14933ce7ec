import { describe, expect, test } from 'vitest'
import { makeKeys } from '../../src/integrations/intake/doors.ts'
import { intakeAnswers } from '../../src/integrations/intake/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { orderLines, orders, shipTos } from '../../src/orders/tables.ts'
import { stores } from '../../src/stores/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn } from '../stage/shop.ts'
import { aDoor, bearing } from './door.ts'
import { many, one, sold } from './orders.ts'

const shop = aShop()
const rows = () => shop.database.db.$count(orders)
const only = async () => {
  const [order, ...others] = await shop.database.db.select().from(orders)
  expect(others).toEqual([])
  if (!order) throw new Error('there is no order')
  return order
}

describe('an order comes in whole', () => {
  test('signed, it is in the shop with its money, its zone and its address, and staff see its card', async () => {
    const { send } = await aDoor(shop)
    const sent = await send()
    expect([sent.status, sent.type]).toEqual([200, 'application/json'])
    expect(sent.results()).toEqual([{ id: 'A-1042', outcome: 'received', text: 'Order 1042 came in.' }])
    expect(await only()).toMatchObject({
      ...{ number: '1042', externalId: 'A-1042', currency: 'EUR', paidMinor: 6490, shippingPaidMinor: 1200 },
      ...{ placedAt: new Date('2026-11-01T08:15Z'), placedOffset: '+01:00', financialStatus: 'paid' },
    })
    expect(await shop.database.db.select().from(orderLines)).toMatchObject([{ sku: 'LAMP', paidMinor: 5290 }])
    expect(await shop.database.db.select().from(shipTos)).toMatchObject([{ street: 'Große Straße 7', country: 'DE' }])
    expect(await shop.database.db.select().from(stores)).toMatchObject([{ kind: 'intake', key: 'hut', name: 'Hut' }])
    await shop.bot.pump.idle()
    expect(cardIn(shop.chat, 'orders', 'Order 1042').summary).toContain('1 line to Görlitz')
  })

  test('told again it is unchanged; changed, refunded and cancelled it follows; an old telling changes nothing', async () => {
    const { send } = await aDoor(shop)
    const told = async (over: Parameters<typeof sold>[0], minute: number) =>
      (await send(one(sold({ ...over, updatedAt: `2026-11-01T10:0${minute}:00+01:00` })))).results()[0]?.outcome
    const [line] = sold().lines
    if (!line) throw new Error('it has no line')
    expect(await told({}, 0)).toBe('received')
    expect(await told({}, 0)).toBe('unchanged')
    expect(await told({ lines: [{ ...line, ordered: 2, quantity: 1 }] }, 2)).toBe('updated')
    expect(await told({ note: 'late and old' }, 1)).toBe('unchanged')
    const refund = { id: 'r1', at: '2026-11-01T10:03:00+01:00', amount: '26.45' }
    expect(await told({ payment: 'partially_refunded', refunds: [refund] }, 3)).toBe('updated')
    expect(await only()).toMatchObject({ refundedMinor: 2645, totalMinor: 3845 })
    expect(await told({ cancelledAt: '2026-11-01T10:04:00+01:00', cancelReason: 'changed their mind' }, 4)).toBe(
      'cancelled',
    )
    expect((await only()).cancelledAt).not.toBeNull()
  })

  test('tax on top, JPY without a fraction and a quantity that shrank are counted exactly', async () => {
    const { send } = await aDoor(shop)
    const lines = [{ id: '1', title: 'Cup', price: '1980', discount: '180', tax: '360', ordered: 2, quantity: 1 }]
    await send(one(sold({ currency: 'JPY', total: '4140', shippingPaid: '0', taxesIncluded: false, lines })))
    expect(await shop.database.db.select().from(orderLines)).toMatchObject([
      { ordered: 2, quantity: 1, priceMinor: 1980, discountMinor: 180, taxMinor: 360, paidMinor: 4140 },
    ])
  })

  test('an order that cannot be shipped is turned away with the sentence that staff read', async () => {
    const { send } = await aDoor(shop)
    const [result] = (await send(one(sold({ shipTo: null })))).results()
    expect(result).toMatchObject({ outcome: 'turned-away', text: expect.stringContaining('no shipping address') })
    expect(await rows()).toBe(0)
  })
})

describe('only the store itself comes in', () => {
  test('by its key, or by any of several signatures', async () => {
    const { send, keys } = await aDoor(shop)
    expect((await send(one(), { headers: bearing(keys.key) })).status).toBe(200)
    const other = one(sold({ id: 'B', number: '2' }))
    const { text } = await send(other, { headers: { 'webhook-signature': 'v1,AAAA v2,BBBB' } })
    expect(JSON.parse(text)).toMatchObject({ status: 401 })
    expect(await rows()).toBe(1)
  })

  test.each([
    ['nothing at all', { 'webhook-signature': undefined, 'webhook-id': undefined }],
    ['another key', bearing(makeKeys().key)],
    ['a part of a key', bearing('wb_')],
    ['a cut signature', { 'webhook-signature': 'v1,g0hM9SsE+' }],
    ['a signature of another id', { 'webhook-id': undefined }],
  ])('%s is a 401 that tells nothing, and nothing comes in', async (_, headers) => {
    const { send } = await aDoor(shop)
    const answer = await send(one(), { headers })
    const unknown = await send(one(), { store: 'nobody' })
    expect([answer.status, answer.text]).toEqual([401, unknown.text])
    expect(await rows()).toBe(0)
  })

  test('a body that was changed on the way, or was signed six minutes ago, is refused', async () => {
    const { send } = await aDoor(shop)
    const signed = await send(one(), { at: new Date(Date.now() - 6 * 60_000) })
    expect(signed.status).toBe(401)
    expect((await send(Buffer.from([0xff, 0xfe]).toString('latin1'))).status).toBe(400)
    expect(await rows()).toBe(0)
  })
})

describe('what is wrong is said with its place', () => {
  test('unknown fields, bare times, numbers for money, and amounts finer than the currency', async () => {
    const { send } = await aDoor(shop)
    const pointers = async (order: unknown) => {
      const answer = await send(one(order))
      expect([answer.status, answer.type]).toEqual([422, 'application/problem+json'])
      return answer.problem().errors?.map(({ pointer }) => pointer)
    }
    const [line] = sold().lines
    expect(await pointers({ ...sold(), gift: true, lines: [{ ...line, weight: 2 }] })).toEqual([
      '/order/lines/0/weight',
      '/order/gift',
    ])
    expect(await pointers({ ...sold(), placedAt: '2026-11-01T09:15:00', total: 64.9, currency: 'EURO' })).toEqual([
      ...['/order/placedAt', '/order/currency', '/order/total'],
    ])
    expect(await pointers(sold({ currency: 'JPY' }))).toEqual(['/order/lines/0/price', '/order/total'])
    expect(await pointers(sold({ lines: [] }))).toEqual(['/order/lines'])
    expect(await rows()).toBe(0)
  })

  test('another version of the schema, no order, too many, and what isn’t JSON at all', async () => {
    const { send } = await aDoor(shop)
    expect((await send({ ...one(), schema: '2027-01' })).problem().errors).toEqual([
      { pointer: '/schema', detail: 'must be "2026-11", the version of this door' },
    ])
    expect((await send(many())).problem().errors).toMatchObject([{ pointer: '/orders' }])
    expect((await send(many(...Array.from({ length: 501 }, () => 1)))).status).toBe(422)
    expect((await send('{"schema":')).status).toBe(400)
    expect((await send(one(), { headers: { 'Content-Type': 'text/plain' } })).status).toBe(415)
    expect((await send(one({ note: 'x'.repeat(6 * 1024 * 1024) }))).status).toBe(413)
    const got = await send(one(), { method: 'GET' })
    expect([got.status, got.headers.get('Allow')]).toEqual([405, 'POST'])
  })

  test('an order whose id is another order’s is refused in words', async () => {
    const { send } = await aDoor(shop, ask => async (name, input, actor) => {
      if (name !== 'order.receive-many') return ask(name, input, actor)
      return { text: '', each: [{ text: 'It is order 7 of Barn, sent under the name of Hut.', outcome: 'refused' }] }
    })
    const answer = await send()
    expect([answer.status, answer.problem().detail]).toEqual([
      422,
      'It is order 7 of Barn, sent under the name of Hut.',
    ])
  })
})

test('of a batch every order has its own answer, and a bad one keeps none of the others out', async () => {
  const { send } = await aDoor(shop)
  const bad = { ...sold({ id: 'bad' }), total: 'much' }
  const results = (await send(many(sold(), bad, 7, sold({ id: 'B', number: '2', shipTo: null }), sold()))).results()
  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['A-1042', 'received'],
    ['bad', 'invalid'],
    [null, 'invalid'],
    ['B', 'turned-away'],
    ['A-1042', 'unchanged'],
  ])
  expect(results[1]?.errors).toMatchObject([{ pointer: '/orders/1/total' }])
  expect(await rows()).toBe(1)
})

test('a dry run says what would happen and changes nothing, not even what is remembered of its key', async () => {
  const { send } = await aDoor(shop)
  const headers = { 'Idempotency-Key': 'k' }
  const dry = await send(many(sold(), sold({ id: 'B', number: '2', shipTo: null })), { query: '?dry-run=1', headers })
  expect(JSON.parse(dry.text)).toMatchObject({
    dryRun: true,
    results: [{ outcome: 'received' }, { outcome: 'turned-away' }],
  })
  expect([await rows(), await shop.database.db.$count(stores)]).toEqual([0, 0])
  expect((await send(one(), { headers })).results()).toMatchObject([{ outcome: 'received' }])
})

describe('a request is done once, however often it is sent', () => {
  test('the same key and body get the first answer; another body under the key is refused', async () => {
    const { send } = await aDoor(shop)
    const headers = { 'Idempotency-Key': 'order-1042' }
    const first = await send(one(), { headers })
    const facts = await shop.database.db.$count(events)
    expect((await send(one(), { headers })).text).toBe(first.text)
    expect(await shop.database.db.$count(events)).toBe(facts)
    const other = await send(one(sold({ number: '7' })), { headers })
    expect([other.status, other.problem().detail]).toEqual([422, expect.stringContaining('was used for another body')])
  })

  test('a retry of a signed webhook, under its id, gets the first answer', async () => {
    const { send } = await aDoor(shop)
    const headers = { 'webhook-id': 'msg_first' }
    expect((await send(one(), { headers })).results()).toMatchObject([{ outcome: 'received' }])
    expect((await send(one(), { headers })).results()).toMatchObject([{ outcome: 'received' }])
  })

  test('a second try while the first is being done waits its turn, and then gets the same answer', async () => {
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const { send } = await aDoor(shop, ask => async (...asked) => {
      begun.resolve()
      await held.promise
      return ask(...asked)
    })
    const headers = { 'Idempotency-Key': 'slow' }
    const first = send(one(), { headers })
    await begun.promise
    const second = await send(one(), { headers })
    expect([second.status, second.headers.get('Retry-After')]).toEqual([409, '1'])
    held.resolve()
    const { text } = await first
    expect((await send(one(), { headers })).text).toBe(text)
  })

  test('a request in whose midst Waybill was killed is done by the next try a minute later, and by none before', async () => {
    const { send } = await aDoor(shop)
    const headers = { 'Idempotency-Key': 'killed' }
    await send(one(), { headers })
    const begun = (ago: number) =>
      shop.database.db.update(intakeAnswers).set({ status: null, answer: null, begunAt: new Date(Date.now() - ago) })
    await begun(30_000)
    expect((await send(one(), { headers })).status).toBe(409)
    await begun(61_000)
    expect((await send(one(), { headers })).results()).toMatchObject([{ outcome: 'unchanged' }])
    expect(await rows()).toBe(1)
  })

  test('what breaks on our side, or comes while Waybill stops, is asked for again and then comes in', async () => {
    let broken = true
    const { send, failures, gate } = await aDoor(shop, ask => (...asked) => {
      if (broken) throw new Error('the database is gone')
      return ask(...asked)
    })
    const headers = { 'Idempotency-Key': 'k' }
    const first = await send(one(), { headers })
    expect([first.status, first.headers.get('Retry-After'), failures.length]).toEqual([503, '10', 1])
    expect(first.text).not.toContain('database')
    broken = false
    gate.isOpen = false
    expect((await send(one(), { headers })).status).toBe(503)
    gate.isOpen = true
    expect((await send(one(), { headers })).results()).toMatchObject([{ outcome: 'received' }])
  })
})
