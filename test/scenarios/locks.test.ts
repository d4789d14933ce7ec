import { sql } from 'drizzle-orm'
import pg from 'pg'
import { expect, test } from 'vitest'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { said } from '../stage/shop.ts'

// Between two connections; the embedded database has one, on which nobody ever waits.
const shop = aShop()
const between = test.skipIf(!process.env.DATABASE_URL)
const by = async (name: string, text: string) => said(await shop.bot.as(name, 'support').does(text))

/** Does something while another connection has changed or locked rows, and leaves them again. */
async function whileLocked<T>(statement: string, work: (holder: pg.Client) => Promise<T>): Promise<T> {
  const holder = new pg.Client(shop.database.url ?? '')
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query(statement)
    return await work(holder)
  } finally {
    await holder.end()
  }
}

/** What is answered to those who ask meanwhile, once so many of them wait for the rows, which then are free. */
function waiting<T>(statement: string, many: number, begin: () => readonly Promise<T>[]): Promise<readonly T[]> {
  const here = sql`pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return whileLocked(statement, async holder => {
    const asked = Promise.all(begin())
    asked.catch(() => {})
    await expect.poll(() => shop.database.db.$count(here)).toBeGreaterThanOrEqual(many)
    await holder.query('commit')
    return asked
  })
}

const ORDER = `select * from orders where number = '1042' for update`

between('a refund of a return and one of a complaint that come at once pay for the lamp once', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await by('Sam', '/complaint open 1042 damaged cracked lines:LAMP')
  await by('Sam', '/return open 1042 damaged cracked lines:LAMP')
  await shop.bot.as('Mei', 'lumen').types('/return approve R2 return-to:x credit:0')
  const answers = await waiting(ORDER, 2, () => [
    by('Sam', '/return refund R2'),
    by('Ola', '/complaint resolve C1 refund'),
  ])
  expect(answers.filter(text => text.includes('was refunded for the same lines before'))).toHaveLength(1)
})

between('a yes waits for who decides about its order, and reads what became of it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const cancelled = `update purchase_orders set cancelled_at = now(); ${ORDER}`
  const yes = () => [shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A').then(said)]
  expect(await waiting(cancelled, 1, yes)).toEqual(['1042-A was cancelled.'])
})

const intakeOf = (order: string) => `select pg_advisory_xact_lock(hashtextextended('order id id-${order}', 0))`

between('two deliveries of a new order wait for each other, and make one order', async () => {
  await shop.receive('1041', [{ sku: 'LAMP' }])
  const told = incoming('1042', [{ sku: 'LAMP' }])
  const lock = intakeOf('1042')
  const twice = await waiting(lock, 2, () => [shop.ask('order.receive', told), shop.ask('order.receive', told)])
  expect(
    twice
      .map(({ text }) => text)
      .toSorted()
      .at(-1),
  ).toBe('Order 1042 is here already.')
  expect(await shop.database.db.$count(orders)).toBe(2)
})

between('an order comes in while another of its store is held up', async () => {
  await shop.receive('1041', [{ sku: 'LAMP' }])
  await whileLocked(intakeOf('1042'), () => shop.receive('1043', [{ sku: 'LAMP' }]))
  expect(await shop.database.db.$count(orders)).toBe(2)
})

between('a sweep passes by what somebody has in hand, waits for nobody, and notices it the next time', async () => {
  for (const number of ['1042', '1043']) await shop.forwarded(number, [{ sku: 'LAMP' }])
  shop.bot.wait(60 * 86_400_000)
  await whileLocked(ORDER, async () => {
    expect(await shop.ask('late.sweep')).toMatchObject({ text: 'Looked at 1.' })
  })
  expect(await shop.ask('late.sweep')).toMatchObject({ text: 'Looked at 1.' })
})

between('a person’s decision is not lost between a sweep’s look and its deed', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await by('Sam', '/return open 1042 damaged cracked')
  await shop.bot.as('Mei', 'lumen').types('/return approve R1 return-to:x credit:0')
  shop.bot.wait(28 * 86_400_000)
  await whileLocked(ORDER, async () => {
    await shop.ask('return.sweep')
    await shop.bot.pump.idle()
    expect(shop.chat.messages.filter(({ card }) => /expires in/.test(card.title))).toEqual([])
  })
  await shop.ask('return.sweep')
  await shop.bot.pump.idle()
  expect(shop.chat.messages.filter(({ card }) => /expires in/.test(card.title))).toHaveLength(1)
})
