import { createHmac } from 'node:crypto'
import { subDays } from 'date-fns/subDays'
import { eq, isNull, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { wakeMarks } from '../../src/customers/find-marked.ts'
import { forgetUnnamedFiles } from '../../src/customers/forget-files.ts'
import { readErasures, writeErasures } from '../../src/erasures/carry-erasures.ts'
import { erasures } from '../../src/erasures/tables.ts'
import { connectShopify } from '../../src/integrations/shopify/routes.ts'
import { runInBatches } from '../../src/kernel/carrying/run-in-batches.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import { files, messages, tokens } from '../../src/kernel/ground/tables.ts'
import { tidy } from '../../src/kernel/ground/tidy.ts'
import { orders, shipTos } from '../../src/orders/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { stores } from '../../src/stores/tables.ts'
import { aComplaint } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const DAYS = { addressDays: 180, wordsDays: 730 }

/** As the clock asks it, until nothing more is due. */
async function sweep(kept: Partial<typeof DAYS> = {}) {
  const failed: unknown[] = []
  const ask: typeof shop.bot.ask = (name, input, actor) => shop.bot.ask(name, { ...(input as object), ...kept }, actor)
  await runInBatches(ask, 'customer.sweep', new AbortController().signal, error => failed.push(error))
  expect(failed).toEqual([])
  await shop.bot.pump.idle()
}

/** All orders came in and were delivered so many days ago, by the clock that is behind: nothing is erased by one that is ahead. */
async function ages(days: number) {
  const { db } = shop.database
  const now = sql`least(now(), ${shop.bot.now().toISOString()}::timestamptz)`
  const ago = sql`${now} - ${sql.raw(`interval '${days} days'`)}`
  await db.update(orders).set({ receivedAt: ago })
  const { deliveredAt, shippedAt } = purchaseOrders
  await db.update(purchaseOrders).set({
    deliveredAt: sql`case when ${deliveredAt} is not null then ${ago} end`,
    shippedAt: sql`case when ${shippedAt} is not null then ${ago} end`,
  })
}

const addresses = async () => (await shop.database.db.select().from(shipTos)).map(({ street }) => street)

async function delivered() {
  await shop.forwarded('1042', [{ sku: 'LAMP', options: 'Engraving: Zoë' }], { note: 'Ring twice' })
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.database.db.update(purchaseOrders).set({ deliveredAt: shop.bot.now() })
}

test('an address is kept for as long as a chargeback takes, then it goes, and what people wrote goes later', async () => {
  await delivered()
  await ages(179)
  await sweep(DAYS)
  expect(await addresses()).toEqual(['Västra Hamngatan 5'])
  await ages(181)
  await sweep(DAYS)
  expect(await addresses()).toEqual([null])
  expect(stringsIn(cardIn(shop.chat, 'orders', 'Order 1042'))).not.toMatch(/Göteborg/)
  const [order] = await shop.database.db.select().from(orders)
  expect(order).toMatchObject({ customerNote: 'Ring twice', totalMinor: 8_900, wordsErasedAt: null })
  await ages(731)
  await sweep(DAYS)
  expect(stringsIn(await shop.database.db.select().from(orders))).not.toMatch(/Ring twice/)
  expect(await shop.database.db.select().from(erasures)).toMatchObject([
    { number: '1042', address: true, words: true, why: 'time', pending: false },
  ])
})

test('each store keeps its customers’ data as it is set, and as all stores do where it is not', async () => {
  await delivered()
  const other = { kind: 'csv', key: 'second', name: 'Second', fromFile: true }
  await shop.forwarded('2001', [{ sku: 'LAMP' }], { store: other })
  await shop.bot.as('Mei', 'lumen').types('/tracking add 2001-A 1Z999AA10123456784')
  await shop.database.db.update(purchaseOrders).set({ deliveredAt: shop.bot.now() })
  await ages(100)
  await sweep(DAYS)
  expect(await addresses()).toEqual(['Västra Hamngatan 5', 'Västra Hamngatan 5'])
  const form = await sam().types('/store option Second addresses 90')
  expect(said(await sam().submits(form, {}))).toContain('What is older is erased for good')
  expect(said(await sam().does('/store option Second addresses 90 sure:yes'))).toContain('for 90 days after')
  await sweep(DAYS)
  const streets = async () =>
    new Map(
      (
        await shop.database.db
          .select({ number: orders.number, street: shipTos.street })
          .from(orders)
          .innerJoin(shipTos, eq(shipTos.orderId, orders.id))
      ).map(({ number, street }) => [number, street]),
    )
  expect(await streets()).toEqual(
    new Map([
      ['1042', 'Västra Hamngatan 5'],
      ['2001', null],
    ]),
  )
  const [first] = (await shop.database.db.select().from(stores)).filter(({ name }) => name !== 'Second')
  await sam().does(`/store option "${first?.name}" addresses forever`)
  await ages(4_000)
  await sweep({ addressDays: 180 })
  expect((await streets()).get('1042')).toBe('Västra Hamngatan 5')
  expect(textOf(await sam().types(`/store show "${first?.name}"`))).toContain('keep addresses\nforever')
  await sam().does(`/store option "${first?.name}" addresses house sure:yes`)
  await sweep({ addressDays: 180 })
  expect((await streets()).get('1042')).toBe(null)
})

test('an order that has not shipped, or has an open complaint, keeps its address however old it is', async () => {
  await shop.forwarded('1041', [{ sku: 'LAMP' }])
  await aComplaint(shop)
  await ages(4_000)
  await sweep(DAYS)
  expect(await addresses()).toEqual(['Västra Hamngatan 5', 'Västra Hamngatan 5'])
})

test('a copy of the database from before brings nobody back', async () => {
  await delivered()
  const { db } = shop.database
  const [before] = await db.select().from(shipTos)
  await sam().does('/order erase 1042 sure:yes')
  await db.update(shipTos).set(before ?? {})
  await db.update(orders).set({ erasedAt: null, wordsErasedAt: null, customerNote: 'Ring twice' })
  await wakeMarks(db)
  await sweep()
  expect(await addresses()).toEqual([null])
  expect(stringsIn(await db.select().from(orders))).not.toMatch(/Ring twice/)
})

test('what was erased is carried to a copy from before by its list, which names nobody', async () => {
  await delivered()
  const { db } = shop.database
  const [before] = await db.select().from(shipTos)
  await sam().does('/customer erase zoe@example.com sure:yes')
  const list = await writeErasures(db)
  expect(list).not.toMatch(/zoe@|Lindqvist|Hamngatan|711 00/i)
  await db.delete(erasures)
  await db.update(shipTos).set(before ?? {})
  await db.update(orders).set({ erasedAt: null, wordsErasedAt: null })
  expect(await readErasures(db, list)).toBe(3)
  await sweep()
  expect(await addresses()).toEqual([null])
  expect(await shop.refused(readErasures(db, '{"no": "list"}'))).toMatch(/isn’t a list of erasures/)
})

test('a supplier who opens the ship-to, and staff who forward or change, read when the data was erased', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.receive('1043', [{ sku: 'BOWL' }])
  for (const number of ['1042', '1043']) await sam().does(`/order erase ${number} sure:yes`)
  await shop.bot.pump.idle()
  const mei = shop.bot.as('Mei', 'lumen')
  const shipTo = await mei.presses(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A'), 'Ship-to')
  expect(said(shipTo)).toMatch(/^The customer’s data of order 1042 was erased on .*, so there is no address to show\.$/)
  expect(said(await sam().types('/order forward 1043'))).toMatch(/was erased on .*, so nobody can ship it any more\.$/)
  expect(said(await sam().does('/order change 1043 lines:"BOWL x0"'))).toMatch(/so nothing of it can be changed/)
  const story = phraseText(card(await sam().types('/order show 1042')).body ?? '')
  expect(story).toMatch(/Sam erased the customer’s data: they asked for it/)
})

test('nobody erases by a slip: it is asked first, and says who has not shipped', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const form = await sam().types('/order erase 1042')
  expect(stringsIn(form)).toMatch(/1042-A has not shipped, and nobody will know where to/)
  expect(said(await sam().submits(form, {}))).toMatch(/go for good.*sure:yes/)
  expect(await addresses()).toEqual(['Västra Hamngatan 5'])
  const mei = shop.bot.as('Mei', 'lumen')
  expect(said(await mei.types('/order erase 1042 sure:yes'))).toMatch(/^I don’t know \/order\./)
})

test('a customer is erased from all orders of their e-mail address, and the log says so without naming them', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await shop.receive('1043', [{ sku: 'LAMP' }], { store: { kind: 'csv', key: 'bulbs', name: 'Bulbs' } })
  expect(said(await sam().does('/customer erase ZOE@example.com sure:yes'))).toMatch(
    /of orders 1042 and 1043 is erased/,
  )
  expect(await addresses()).toEqual([null, null])
  const log = stringsIn(card(await sam().types('/customer log')))
  expect(log).toMatch(/Order 1042 of Lamps/)
  expect(log).not.toMatch(/zoe|Lindqvist|Hamngatan/i)
})

test('the log of erasures goes back to the first, page by page', async () => {
  for (let number = 1001; number <= 1017; number++) {
    await shop.receive(String(number), [{ sku: 'LAMP' }])
    await sam().does(`/order erase ${number} sure:yes`)
  }
  const log = card(await sam().types('/customer log'))
  expect(log.summary).toBe('1 to 15 of 17 erasures, the last first.')
  const first = card(await sam().presses(log, 'Next'))
  expect(first.lines?.map(({ text }) => text)).toEqual(['Order 1002 of Lamps', 'Order 1001 of Lamps'])
})

async function webhook(topic: string, payload: object): Promise<Response> {
  const app = connectShopify({ ask: shop.bot.ask, secret: 'north', ready: () => true })
  const body = JSON.stringify({ shop_id: 1, shop_domain: 'lamps.example', ...payload })
  const headers = {
    'X-Shopify-Topic': topic,
    'X-Shopify-Shop-Domain': 'lamps.example',
    'X-Shopify-Hmac-Sha256': createHmac('sha256', 'north').update(body).digest('base64'),
  }
  const answer = await app.request('/', { method: 'POST', body, headers })
  await sweep()
  return answer
}
const ZOE = { customer: { id: 7, email: 'zoe@example.com', phone: null } }

test('a customer whom Shopify asks to forget is forgotten in all their orders there', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }], { externalId: '299938' })
  await shop.receive('1043', [{ sku: 'LAMP' }], { externalId: '280263' })
  const answer = await webhook('customers/redact', { ...ZOE, orders_to_redact: [299938, 220458] })
  expect(answer.status).toBe(200)
  expect(await addresses()).toEqual([null, null])
  await shop.receive('1044', [{ sku: 'LAMP' }], { externalId: '220458' })
  expect(stringsIn(await shop.database.db.select().from(shipTos))).not.toMatch(/Lindqvist/)
})

test('a shop that Shopify asks to forget keeps its orders and money, and no customer', async () => {
  for (const number of ['1042', '1043', '1044']) await shop.receive(number, [{ sku: 'LAMP' }])
  expect((await webhook('shop/redact', {})).status).toBe(200)
  expect(await addresses()).toEqual([null, null, null])
  expect((await shop.database.db.select().from(orders)).map(({ totalMinor }) => totalMinor)).toEqual([
    8_900, 8_900, 8_900,
  ])
})

test('another shop’s redaction under this shop’s name erases nobody', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  expect((await webhook('shop/redact', { shop_domain: 'bulbs.example' })).status).toBe(401)
  expect(await addresses()).toEqual(['Västra Hamngatan 5'])
})

test('staff are notified of a customer who asks for their data by the order’s number, and get it as files of their own', async () => {
  await aComplaint(shop, { theirs: 'It ships on Monday' })
  const [order] = await shop.database.db.select().from(orders)
  await webhook('customers/data_request', {
    ...ZOE,
    orders_requested: [order?.externalId, 5],
    data_request: { id: 9999 },
  })
  const asked = cardIn(shop.chat, 'alerts', 'A customer asks for their data')
  expect(asked.summary).toMatch(/who ordered 1042 asks for their data.*1 more order never came in/)
  expect(stringsIn(asked)).not.toMatch(/zoe|Lindqvist/i)
  const answer = await shop.bot.as('Sam', 'alerts').presses(asked, 'Export')
  expect(answer).toMatchObject({ privately: true })
  const kept = await Promise.all((card(answer).files ?? []).map(({ file }) => loadFile(shop.database.db, file)))
  const [page = '', json = ''] = kept.map(file => Buffer.from(file?.bytes ?? []).toString())
  for (const paper of [page, json]) expect(paper).toMatch(/Zoë Lindqvist.*Hamngatan.*It ships on Monday/s)
  expect(kept.map(file => file?.name)).toContain('crack.png')
})

test('a file that nothing names goes after two days, one that a complaint names stays', async () => {
  const { db } = shop.database
  await aComplaint(shop)
  await keepFile(db, { name: 'stray.txt', bytes: new Uint8Array([1]) }, subDays(shop.bot.now(), 3))
  await db.update(files).set({ madeAt: subDays(shop.bot.now(), 3) })
  await forgetUnnamedFiles(db, subDays(shop.bot.now(), 2))
  expect((await db.select().from(files)).map(({ name }) => name)).toEqual(['crack.png'])
})

test('a button that was drawn away long ago goes and says so when it is pressed; what stands works on', async () => {
  const { db } = shop.database
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await shop.bot.pump.idle()
  const before = cardIn(shop.chat, 'orders', 'Order 1042')
  const old = structuredClone(before)
  await sam().does('/order forward 1042')
  await db.update(tokens).set({ madeAt: subDays(new Date(), 31) })
  await tidy(db, new Date(), false)
  expect(said(await sam().presses(old, 'Forward'))).toMatch(/does not work here any more\. Ask again/)
  await shop.bot.pump.idle()
  expect(card(await sam().presses(cardIn(shop.chat, 'orders', 'Order 1042'), 'Story')).title).toBe('Order 1042')
  const shown = (await db.select().from(messages)).flatMap(one =>
    [...one.card.presses, ...(one.card.rest ? [one.card.rest] : [])].map(({ token }) => token),
  )
  expect(await db.$count(tokens, isNull(tokens.user))).toBe(new Set(shown).size)
})
