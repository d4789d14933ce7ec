import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { tasks as owed } from '../../src/kernel/ground/tables.ts'
import { taskKinds } from '../../src/tasks.ts'
import { webhookEndpoints, webhookMessages } from '../../src/webhooks/tables.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { cardIn, openShop, shopChat } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'
import { type ShopSite, shopSite } from './shop-site.ts'

const HOUR = 3_600_000
let database: TestDatabase
let chat: MemoryChat
let bot: Bot
let tasks: Tasks
let site: ShopSite
const bugs: string[] = []
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  bugs.length = 0
  site = await shopSite()
  chat = shopChat()
  bot = await openBot(database, chat, openLog('silent'), [site.origin])
  tasks = await start()
  await openShop(bot)
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 2 }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
})
afterEach(async () => {
  await tasks.stop()
  await bot.close()
  await site.close()
  await database.empty()
  expect(bugs).toEqual([])
})
afterAll(() => database.close())

function start() {
  const { db, listen } = database
  const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: null, now: bot.now })
  return startTasks({
    db,
    listen,
    kinds,
    log: openLog('silent'),
    failed: (_, what) => void bugs.push(what),
    now: bot.now,
  })
}
const connect = async () => {
  const { text } = await bot.ask('webhook.connect', { store: 'Lamps', url: site.url }, system)
  site.trusts(text)
  await tasks.idle()
  site.heard.length = 0
  return text
}
const track = (number: string) =>
  bot.ask('tracking.add', { purchaseOrder: '1042-A', number, carrier: 'other: Bike', sure: 'yes' }, system)
const correct = (shipment: string, number: string) =>
  bot.ask('tracking.correct', { purchaseOrder: '1042-A', shipment, number, carrier: 'other: Bike' }, system)
const scan = (shipment: string) => bot.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment }, system)
const deliver = (shipment: string) => bot.ask('tracking.delivered', { purchaseOrder: '1042-A', shipment }, system)
const after = async (ms: number) => {
  bot.wait(ms)
  await tasks.idle()
}
const alert = async (title: string) => {
  await bot.pump.idle()
  return cardIn(chat, 'alerts', title)
}
const types = () => site.heard.map(({ type }) => type)

describe('a store without an integration hears what happens to its parcels', () => {
  test('recorded, corrected, scanned, delivered, removed: each with its order and lines as the store calls them', async () => {
    await connect()
    await track('AB1')
    await tasks.idle()
    expect(site.heard).toMatchObject([
      {
        type: 'shipment.recorded',
        data: {
          order: { id: expect.any(String), number: '1042' },
          shipment: { carrier: { name: 'Bike' }, number: 'AB1', replacement: false, lines: [{ quantity: 2 }] },
        },
      },
    ])
    await correct('AB1', 'AB2')
    await scan('AB2')
    await deliver('AB2')
    await bot.ask('tracking.remove', { purchaseOrder: '1042-A', shipment: 'AB2', why: 'not ours' }, system)
    await bot.ask('order.cancel', { order: '1042', reason: 'she moved to Elm Street' }, system)
    await tasks.idle()
    expect(types()).toEqual(
      ['recorded', 'corrected', 'scanned', 'delivered', 'removed']
        .map(one => `shipment.${one}`)
        .concat('order.cancelled'),
    )
    expect(site.heard[1]?.data).toMatchObject({ shipment: { number: 'AB2', formerNumber: 'AB1' } })
    expect(site.heard[2]?.data).toMatchObject({ shipment: { number: 'AB2', at: expect.any(String) } })
    expect(site.heard[4]?.data).toMatchObject({ shipment: { number: 'AB2', lines: [{ quantity: 2 }] } })
    expect(site.words()).not.toMatch(/Elm|not ours/)
    expect(new Set(site.heard.map(({ id }) => id)).size).toBe(6)
  })

  test('nothing is said to a store that did not ask for it', async () => {
    await track('AB1')
    await tasks.idle()
    expect([site.heard, await database.db.$count(webhookMessages)]).toEqual([[], 0])
  })
})

describe('the secret', () => {
  test('is shown once, and kept so that a copy of the database does not give it away', async () => {
    const secret = /whsec_\S+/.exec(await connect())?.[0] ?? 'none'
    const kept = JSON.stringify(await database.db.select().from(webhookEndpoints))
    expect(secret).toHaveLength(50)
    expect(kept).not.toContain(secret.slice(6))
    expect(textOf(await bot.as('Sam', 'orders').types('/webhook list'))).not.toContain('whsec_')
  })

  test('exchanged, the former one verifies for one more day, so that nothing is lost meanwhile', async () => {
    const former = await connect()
    await connect()
    site.trusts(former)
    await track('AB1')
    await tasks.idle()
    expect(site.heard[0]?.signatures.split(' ')).toHaveLength(2)
    bot.wait(25 * HOUR)
    await bot.ask('webhook.test', { store: 'Lamps' }, system)
    site.trusts('')
    await tasks.idle()
    expect(site.heard[1]?.signatures.split(' ')).toHaveLength(1)
  })
})

describe('what does not arrive is sent again', () => {
  test('under the same id, after pauses that grow, until it arrives: once in the store’s books', async () => {
    await connect()
    site.answers(site.status(500))
    await track('AB1')
    await tasks.idle()
    await after(4_000)
    expect(site.heard).toHaveLength(1)
    await after(1_500)
    await after(5 * 60_000 + 1_000)
    site.answers(site.status(204))
    await after(HOUR / 2 + 1_000)
    await after(48 * HOUR)
    expect(site.heard).toHaveLength(4)
    expect(new Set(site.heard.map(({ id }) => id)).size).toBe(1)
    expect(site.heard.at(-1)?.at.getTime()).toBeGreaterThan(site.heard[0]?.at.getTime() ?? 0)
    expect(await database.db.$count(owed)).toBe(0)
  })

  test('a restart forgets neither what is owed nor how often it was tried', async () => {
    await connect()
    site.answers(site.status(503))
    await track('AB1')
    await tasks.idle()
    await tasks.stop()
    const [first] = site.heard
    tasks = await start()
    await tasks.idle()
    expect(site.heard).toHaveLength(1)
    site.answers(site.status(200))
    await after(6_000)
    expect(site.heard.map(({ id }) => id)).toEqual([first?.id, first?.id])
  })

  test('an address that asks us to wait is left alone for so long, and everything waits in its order', async () => {
    await connect()
    site.answers(site.status(429, { 'Retry-After': '600' }))
    await track('AB1')
    await tasks.idle()
    await correct('AB1', 'AB2')
    await after(590_000)
    expect(types()).toEqual(['shipment.recorded'])
    site.answers(site.status(200))
    await after(11_000)
    expect(types()).toEqual(['shipment.recorded', 'shipment.recorded', 'shipment.corrected'])
  })

  test('after three days in which nothing arrived it is switched off, staff see why, and one press sends it all', async () => {
    await connect()
    site.answers(site.status(500))
    await track('AB1')
    for (let hours = 0; hours < 100; hours += 2) await after(2 * HOUR)
    expect(site.heard).toHaveLength(10)
    const card = await alert('Lamps: webhooks are switched off')
    expect(card.summary).toMatch(/answered 500\. 1 message did not arrive\. Nothing more is sent/)
    expect(textOf(card)).not.toContain('private words')
    await correct('AB1', 'AB2')
    await after(HOUR)
    expect(site.heard).toHaveLength(10)
    site.heard.length = 0
    site.answers(site.status(200))
    await bot.as('Sam', 'alerts').presses(card, 'Turn on and send')
    await tasks.idle()
    expect(types()).toEqual(['shipment.recorded', 'shipment.corrected'])
  })

  test('one message that the store never takes is given up alone', async () => {
    await connect()
    site.answers(({ type }, response) => void response.writeHead(type === 'shipment.recorded' ? 400 : 200).end())
    await track('AB1')
    for (let hours = 0; hours < 100; hours += 2) {
      await after(2 * HOUR)
      if (hours === 40) await correct('AB1', 'AB2')
    }
    expect((await alert('Lamps missed something')).summary).toContain('1 message did not arrive.')
    expect(textOf(await bot.as('Sam', 'orders').types('/webhook list'))).toContain('Lamps: on')
  })

  test('410 ends it at once', async () => {
    await connect()
    site.answers(site.status(410))
    await track('AB1')
    await tasks.idle()
    await after(48 * HOUR)
    expect(site.heard).toHaveLength(1)
    expect((await alert('Lamps: webhooks are switched off')).summary).toContain('nothing is wanted there any more')
  })

  test('a redirect is not followed, and staff can read that', async () => {
    await connect()
    site.answers(site.status(301, { Location: `${site.origin}/elsewhere` }))
    await bot.ask('webhook.test', { store: 'Lamps' }, system)
    await tasks.idle()
    expect(site.heard).toHaveLength(1)
    expect((await alert('Lamps: the test did not arrive')).summary).toContain('I follow no redirects')
  })
})

describe('a test goes the way of everything else', () => {
  test('it is signed and guarded alike, and its card says how it went', async () => {
    const { text } = await bot.ask('webhook.connect', { store: 'Lamps', url: site.url }, system)
    site.trusts(text)
    await tasks.idle()
    expect(types()).toEqual(['webhook.test'])
    const card = await alert('Lamps: the test arrived')
    site.answers(site.status(500))
    await bot.as('Sam', 'alerts').presses(card, 'Send test')
    await tasks.idle()
    expect((await alert('Lamps: the test did not arrive')).summary).toContain('answered 500.')
    await after(HOUR)
    expect(site.heard).toHaveLength(2)
  })

  test('an address in a private network is refused by every way in', async () => {
    const refusal = async (url: string) =>
      bot.ask('webhook.connect', { store: 'Lamps', url }, system).then(
        () => 'taken',
        (error: Error) => error.message,
      )
    expect(await refusal('https://169.254.169.254/latest/meta-data')).toContain('is in a private network')
    await connect()
    expect(await refusal('https://10.0.0.1/')).toContain('is in a private network')
    // A name that led to the internet when it was typed, and leads inside when something is sent.
    await database.db.update(webhookEndpoints).set({ url: 'https://localhost/waybill' })
    await bot.ask('webhook.test', { store: 'Lamps' }, system)
    await tasks.idle()
    expect((await alert('Lamps: the test did not arrive')).summary).toContain('localhost is in a private network')
    expect(site.heard).toEqual([])
  })
})

test('sent again on purpose, what arrived comes under the id that the store knows', async () => {
  await connect()
  await track('AB1')
  await tasks.idle()
  await bot.ask('webhook.replay', { store: 'Lamps', days: 1 }, system)
  await tasks.idle()
  expect(site.heard.map(({ id }) => id)).toEqual([site.heard[0]?.id, site.heard[0]?.id])
  await bot.ask('webhook.disconnect', { store: 'Lamps' }, system)
  expect(await database.db.$count(webhookMessages)).toBe(0)
})
