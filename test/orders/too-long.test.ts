import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_ORDER_LINES } from '../../src/orders/incoming-order.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import { openShop, shopChat } from '../stage/shop.ts'

let database: TestDatabase
let bot: Bot
beforeAll(async () => {
  database = await testDatabase()
  bot = await openBot(database, shopChat())
  await openShop(bot)
})
afterAll(async () => {
  await bot.close()
  await database.close()
})

const order = (number: string, lines: number) =>
  incoming(
    number,
    Array.from({ length: lines }, () => ({ sku: 'LAMP' })),
  )

test('an order of more lines than anybody can work with is refused in words, and the others of its file come in', async () => {
  const why = 'Order 1042 has 5,000 lines. I take orders of at most 1,000: split it in the store.'
  await expect(bot.ask('order.receive', order('1042', 5_000), system)).rejects.toThrow(why)
  const orders = [order('1042', 5_000), order('1043', 2), order('1044', MOST_ORDER_LINES + 1)]
  const { each = [] } = await bot.ask('order.receive-many', { orders }, system)
  expect(each.map(({ outcome }) => outcome)).toEqual(['refused', 'received', 'refused'])
  expect(each[0]?.text).toBe(why)
})
