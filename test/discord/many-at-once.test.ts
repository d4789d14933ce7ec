import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn, live } from '../stage/discord/discord-bot.ts'
import { doing } from '../stage/doing-tasks.ts'
import { until } from '../stage/until.ts'

const shop = aDiscordShop()
const work = doing(() => shop)
beforeEach(work.start)
afterEach(work.stop)

/** The card of a private answer. */
function card({ message }: Awaited<ReturnType<typeof shop.people.sam.presses>>) {
  if (!message) throw new Error('no card was shown')
  return message
}

test('many orders are chosen, shown and forwarded; their supplier takes some together', async () => {
  const { discord, rooms, people } = shop
  const { sam, mei } = people
  for (const number of ['1042', '1043', '1044']) await shop.receive(number, 'LAMP')
  const plan = await sam.types(rooms.orders, 'order forward', { order: 'all' })
  expect(await answered(plan)).toContain('3 orders become 3 purchase orders')
  await sam.presses(card(plan), 'Choose…')
  const chosen = await sam.submits({ Orders: ['1042', '1044'] })
  expect(await answered(chosen)).toContain('2 orders become 2 purchase orders')
  expect(await answered(await sam.presses(card(chosen), 'Forward 2 orders'))).toContain('Forwarding 2 orders')
  await until(() => discord.seen(rooms.orders).some(({ text }) => text.includes('2 of 2 orders are forwarded')))
  await sam.presses(card(plan), 'Forward 3 orders')
  await until(() => discord.seen(rooms.orders).some(({ text }) => text.includes('1 of 3 orders are forwarded')))
  await shop.ask('po.gather-new')
  const offer = await cardIn(discord, rooms.lumen, 'Several new purchase orders')
  const list = await mei.presses(offer, 'Acknowledge all new…')
  expect(await answered(list)).toContain('3 purchase orders wait')
  await mei.presses(card(list), 'Choose…')
  await answered(await mei.submits({ 'Purchase orders': ['1042-A', '1043-A'] }))
  await until(() => discord.seen(rooms.lumen).some(({ text }) => text.includes('2 of 2 purchase orders are')))
  expect(live(await cardIn(discord, rooms.lumen, 'Purchase order 1044-A'))).toContain('Acknowledge')
})
