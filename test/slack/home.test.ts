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

test('staff look through orders and cases with filters, and open a row', async () => {
  const { sam } = shop
  await shop.receive('1042', 'NOBODY')
  await shop.receive('1043', 'LAMP')
  await shop.ask('order.forward', { order: '1043' })
  await shop.ask('complaint.open', { order: '1043', reason: 'other', happened: 'It hums.' })
  sam.opensHome()
  await sam.presses(await sam.seesHome(/Needs routing/), 'Orders')
  const orders = await sam.seesHome(/2 in all/)
  expect(orders.text).toMatch(/1043 ·/)
  await sam.selects(orders, 'home-filter-which', 'Which: Needs routing')
  const narrowed = await sam.seesHome(/1 in all/)
  expect(narrowed.text).toMatch(/1042 ·/)
  expect(narrowed.text).not.toMatch(/1043 ·/)
  await sam.presses(narrowed, element => element.label === 'Open' && element.spoken.includes('1042'))
  await sam.seesModal(/Order 1042/)
  await sam.closes({ all: true })
  // What was chosen is still there when the tab is opened again.
  sam.opensHome()
  await sam.presses(await sam.seesHome(/1 in all/), 'Cases')
  const cases = await sam.seesHome(/· Complaint · 1043-A · Lumen/)
  await sam.selects(cases, 'home-filter-which', 'Which: Your cases')
  await sam.seesHome(/There is nothing like that/)
  await sam.presses(await sam.seesHome(), 'Overview')
  await sam.seesHome(view => view.blocks.some(block => block.type === 'data_table'))
  shop.allWell()
})

test('what somebody chooses while their tab is being drawn anew is what they see from then on', async () => {
  const { sam, fake } = shop
  await shop.receive('1042', 'NOBODY')
  sam.opensHome()
  await sam.presses(await sam.seesHome(/Needs routing/), 'Orders')
  const orders = await sam.seesHome(/1 in all/)
  const slow = fake.faults.call('views.publish', { kind: 'slow', ms: 500 })
  await shop.receive('1043', 'NOBODY')
  await until(() => slow.struck === 1, 'it to be drawn anew')
  await sam.presses(orders, 'Overview')
  await sam.seesHome(/^(?!.*in all).*2 need routing/s)
  await shop.receive('1044', 'NOBODY')
  expect((await sam.seesHome(/3 need routing/)).text).not.toContain('in all')
  shop.allWell()
})

test('a supplier’s contact sees its own purchase orders, and opens them; nothing of others', async () => {
  const { rooms } = shop
  const guest = shop.fake.person('guest', { kind: 'single_channel_guest' })
  shop.fake.rooms.invite(rooms.lumen, guest)
  await shop.ask('supplier.contact', { supplier: 'Lumen', person: { chat: 'slack', id: guest.id, name: 'Guest' } })
  await shop.forwarded('1042', 'LAMP', 'BOWL')
  await shop.forwarded('1043', 'BOWL')
  guest.opensHome()
  const home = await guest.seesHome(/1042-A/)
  expect(home.text).toContain('1 in all')
  expect(home.text).not.toMatch(/1042-B|1043|Casa|Lamps/)
  await guest.presses(home, 'Open')
  const po = await guest.seesModal(/Purchase order 1042-A/)
  await guest.presses(po, 'Acknowledge')
  await guest.seesModal(/1042-A is acknowledged/)
  await guest.closes({ all: true })
  await guest.selects(home, 'home-filter-which', 'Which: Acknowledged, not shipped')
  const after = await guest.seesHome(/1042-A/)
  shop.fake.rooms.remove(rooms.lumen, guest, guest)
  await until(() => shop.fake.unacked.length === 0)
  guest.opensHome()
  expect((await guest.seesHome(/for the shop’s staff/)).buttons).toEqual([])
  // As somebody does who still has the tab before them: a modal or a direct message says so.
  await guest.presses(after, 'Open')
  const says = (text: string) => shop.fake.calls().filter(({ args }) => JSON.stringify(args).includes(text))
  await until(() => says('not connected to Waybill').length > 0)
})
