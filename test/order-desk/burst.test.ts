import { expect, test } from 'vitest'
import { MOST_CARDS } from '../../src/orders/burst.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const HOUR = 3_600_000
const LIST = 'New orders of Lamps'

/** Moves the clock to soon after the beginning of the next hour. */
const nextHour = () => shop.bot.wait(HOUR - (shop.bot.now().getTime() % HOUR) + 60_000)

type Told = Partial<ReturnType<typeof incoming>>
/** Webhooks that arrive all at once. */
async function arrive(numbers: readonly string[], told: (number: string) => Told = () => ({})): Promise<void> {
  await Promise.all(
    numbers.map(number =>
      shop.bot.ask('order.receive', { ...incoming(number, [{ sku: 'LAMP' }]), ...told(number) }, system, {
        source: 'shopify',
        key: number,
      }),
    ),
  )
  await shop.bot.pump.idle()
}
const numbered = (from: number, many: number) => Array.from({ length: many }, (_, at) => String(from + at))
const titles = (channel = 'orders') =>
  shop.chat.messages.filter(one => one.channel === channel).map(({ card }) => card.title)
const cards = () => titles().filter(title => /^Order \d+$/.test(title))

test('a burst is one message that counts on, beside the cards that an hour may have, and every order is counted once', async () => {
  nextHour()
  await arrive(numbered(2000, MOST_CARDS + 38))
  await arrive(numbered(3000, 2))
  // Two that are taken at the same moment may both have the hour's last card.
  const alone = cards().length
  expect([MOST_CARDS, MOST_CARDS + 1]).toContain(alone)
  expect(titles().filter(title => title === LIST)).toHaveLength(1)
  const said = textOf(cardIn(shop.chat, 'orders', LIST))
  expect(said).toContain(`${MOST_CARDS + 40 - alone} more orders came in for Lamps within the hour.`)
  const list = await shop.bot.as('Sam', 'orders').presses(cardIn(shop.chat, 'orders', LIST), 'List')
  expect(card(list).summary).toContain(`${MOST_CARDS + 40} open orders`)
  nextHour()
  await arrive(['4000'])
  expect(cards()).toContain('Order 4000')
})

test('what needs somebody has its card within a burst, and a listed order has one once something is done with it', async () => {
  nextHour()
  await arrive(numbered(2000, MOST_CARDS))
  const before = cards().length
  const unlike: Record<string, Told> = {
    '3001': { lines: incoming('3001', [{ sku: 'GONE' }]).lines },
    '3002': { financialStatus: 'pending' },
    '3003': { risk: 'high' },
  }
  await arrive(numbered(3000, 6), number => unlike[number] ?? {})
  expect(cards().slice(before).toSorted()).toEqual(['Order 3001', 'Order 3002', 'Order 3003'])
  expect(textOf(cardIn(shop.chat, 'orders', LIST))).toContain('3 more orders came in for Lamps')
  const cancelled = { ...incoming('3004', [{ sku: 'LAMP' }]), cancelledAt: shop.bot.now(), updatedAt: shop.bot.now() }
  await shop.bot.ask('order.receive', cancelled, system)
  await shop.bot.as('Sam', 'orders').types('/order forward 3005')
  await shop.bot.pump.idle()
  expect(cards().slice(before + 3)).toEqual(['Order 3004', 'Order 3005'])
})
