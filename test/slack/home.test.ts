import { expect, test } from 'vitest'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import { until } from '../stage/until.ts'

const shop = aSlackShop()

test('staff see what is pressing, counts and the oldest orders, and act from there', async () => {
  const { sam } = shop
  await shop.receive('1042', 'NOBODY')
  await shop.receive('1043', 'LAMP')
  await shop.ask('order.forward', { order: '1043' })
  sam.opensHome()
  const home = await sam.seesHome(/Needs routing/)
  expect(home.text).toContain('1 needs routing')
  expect(home.text).toMatch(/1042 · Needs routing/)
  expect(home.blocks.some(block => block.type === 'data_table')).toBe(true)
  await sam.presses(home, element => element.label === 'Open' && element.spoken.includes('1042'))
  await sam.seesModal(/Order 1042/)
  await sam.presses(await sam.seesModal(/Order 1042/), 'Note')
  expect(await sam.seesModal(/Note/)).toMatchObject({ depth: 1 })
  await sam.closes({ all: true })
  await sam.presses(home, 'Forward an order')
  await sam.seesModal(/Forward an order/)
  await sam.submits({ Order: '1042', Supplier: 'Lumen' })
  expect((await sam.seesModal(/1042-A/)).text).toContain('went to Lumen')
  await sam.seesHome(view => !view.text.includes('1 needs routing'))
  expect(shop.fake.failures).toEqual([])
  expect(shop.fake.complaints).toEqual([])
})

test('others see a friendly sentence, and their presses of an old tab do nothing', async () => {
  const { sam, ola, rooms } = shop
  const guest = shop.fake.person('guest')
  guest.opensHome()
  expect((await guest.seesHome()).text).toContain('for the shop’s staff')
  expect((await guest.seesHome()).buttons).toEqual([])
  ola.opensHome()
  await shop.receive('1042', 'LAMP')
  sam.opensHome()
  const home = await sam.seesHome(/Not forwarded/)
  shop.fake.rooms.remove(rooms.orders, sam, sam)
  await until(() => shop.fake.unacked.length === 0)
  await sam.presses(home, 'Open orders')
  expect((await sam.seesModal()).text).toMatch(/staff/)
  expect(sam.modal?.text).not.toContain('1042')
})

test('a storm of changes draws a tab a few times, and only for those who looked', async () => {
  const { sam } = shop
  const pat = shop.fake.person('pat')
  shop.fake.rooms.invite(shop.rooms.orders, pat)
  sam.opensHome()
  await sam.seesHome(/Nothing is pressing/)
  const before = shop.fake.calls('views.publish').length
  for (let number = 2_000; number < 2_030; number++) await shop.receive(String(number), 'NOBODY')
  await shop.bot.settles()
  await sam.seesHome(/30 need routing/)
  const calls = shop.fake.calls('views.publish').slice(before)
  expect(calls.length).toBeLessThan(20)
  expect(calls.every(call => call.args.user_id === sam.id)).toBe(true)
  await new Promise(done => setTimeout(done, 700))
  expect(shop.fake.calls('views.publish').length - before - calls.length).toBeLessThanOrEqual(1)
})

test('a workspace without data tables gets plain rows', async () => {
  const { sam } = shop
  await shop.receive('1042', 'LAMP')
  shop.fake.faults.call('views.publish', { kind: 'error', error: 'invalid_arguments' })
  sam.opensHome()
  expect((await sam.seesHome(/1042/)).blocks.some(block => block.type === 'data_table')).toBe(false)
})
