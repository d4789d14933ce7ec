import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'

const shop = aShop()

/** Shares the alerts room, of which Waybill tells in that same room; the chat refuses the next posts. */
async function tellInAlerts(refusals: number): Promise<void> {
  const { bot, chat } = shop
  chat.fail('post', ...Array.from({ length: refusals }, () => ({ fault: 'broken' as const })))
  await shop.ask('room.share', { chat: chat.name, channel: 'alerts' })
  for (let hour = 0; hour < refusals + 2; hour++) {
    await bot.pump.idle()
    bot.wait(3_600_000)
  }
}

test('staff are told in the orders room of what their alerts room refuses for good', async () => {
  await tellInAlerts(8)
  expect(shop.chat.messages.map(({ channel, card }) => [channel, card.title])).toEqual([
    ['orders', 'A message to #alerts (memory) was refused'],
  ])
})

test('where every staff room refuses, Waybill does not tell one of the other for ever', async () => {
  await tellInAlerts(40)
  const told = new Set(shop.chat.calls.map(({ key }) => key))
  expect(told.size).toBeLessThan(4)
})
