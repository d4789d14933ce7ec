import { afterEach, beforeEach, expect, test } from 'vitest'
import { doing } from '../stage/doing-tasks.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'

const shop = aSlackShop()
const work = doing(() => shop)
beforeEach(work.start)
afterEach(work.stop)

test('many orders are chosen, shown and forwarded; their supplier takes some together, with one day', async () => {
  const { sam, mei, rooms } = shop
  for (const number of ['1042', '1043', '1044']) await shop.received(number, 'LAMP')
  await sam.types(rooms.orders, '/order forward all')
  const plan = await sam.reads(rooms.orders, /3 orders become 3 purchase orders/)
  await sam.presses(plan, 'Choose…')
  await sam.seesModal(/Choose orders/)
  await sam.submits({ Orders: ['1042 · Lamps', '1044 · Lamps'] })
  await sam.presses(await sam.reads(rooms.orders, /2 orders become 2 purchase orders/), 'Forward 2 orders')
  await sam.reads(rooms.orders, /Forwarding 2 orders/)
  await work.idle()
  await sam.reads(rooms.orders, /2 of 2 orders are forwarded/)
  await sam.presses(plan, 'Forward 3 orders')
  await work.idle()
  await sam.reads(rooms.orders, /1 of 3 orders are forwarded[\s\S]*1042[\s\S]*forwarded already/)
  await shop.ask('po.gather-new')
  await shop.bot.settles()
  await mei.presses(await mei.reads(rooms.lumen, /Several new purchase orders/), 'Acknowledge all new…')
  await mei.presses(await mei.reads(rooms.lumen, /3 purchase orders wait/), 'Choose…')
  await mei.seesModal(/Acknowledge several/)
  await mei.submits({ 'Purchase orders': ['1042-A', '1043-A'] })
  await work.idle()
  await mei.reads(rooms.lumen, /2 of 2 purchase orders are acknowledged/)
  expect((await mei.reads(rooms.lumen, /Purchase order 1044-A/)).buttons).toContain('Acknowledge')
  shop.allWell()
})
