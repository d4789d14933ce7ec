import { beforeEach, describe, expect, test } from 'vitest'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'

const shop = aSlackShop()

describe('staff command from any channel, and nobody else reads it', () => {
  test('where the bot is not even in: the answer, its buttons and its forms work there', async () => {
    const { sam, mei } = shop
    await shop.received('1042', 'LAMP')
    const general = shop.fake.channel('general', { members: [sam, mei], bot: false })
    await sam.types(general, '/order show 1042')
    const shown = await sam.reads(general, /Order 1042/)
    expect(shown.ephemeral).toBe(true)
    expect(mei.sees(general)).toEqual([])
    await sam.presses(shown, 'Note')
    await sam.seesModal(/Note/)
    await sam.submits({ Note: 'A gift' })
    await sam.seesModal(/Noted on order 1042/)
    await sam.closes({ all: true })
    await sam.types(general, '/order forward 1042')
    expect(await sam.reads(general, /went to Lumen/)).toMatchObject({ ephemeral: true })
    await shop.bot.settles()
    expect(mei.sees(general)).toEqual([])
    shop.allWell()
  })

  test('and from direct messages with a colleague', async () => {
    const { sam } = shop
    await shop.received('1042', 'LAMP')
    const direct = shop.fake.workspace.directWith(sam.id)
    await sam.types(direct, '/order list')
    expect(await sam.reads(direct, /Order \| State \| City/)).toMatchObject({ ephemeral: true })
    shop.allWell()
    shop.fake.workspace.tables = false
    await sam.types(direct, '/order find 1042')
    await sam.reads(direct, /1042 · /)
    expect(shop.fake.calls().flatMap(({ error }) => error ?? [])).toEqual(['invalid_blocks'])
  })

  test('but no supplier’s contact, even one who reads a staff room, and nobody who left it', async () => {
    const { sam, rooms } = shop
    const pat = shop.fake.person('pat')
    const general = shop.fake.channel('general', { members: [sam, pat] })
    await shop.ask('supplier.contact', { supplier: 'Lumen', person: { chat: 'slack', id: pat.id, name: 'Pat' } })
    shop.fake.rooms.invite(rooms.orders, pat)
    await shop.received('1042', 'LAMP')
    await pat.types(general, '/order show 1042')
    await pat.reads(general, /not connected to Waybill/)
    await sam.types(general, '/order list')
    const list = await sam.reads(general, /1042/)
    for (const room of [rooms.orders, rooms.alerts]) shop.fake.rooms.remove(room, sam, sam)
    await shop.bot.settles()
    await sam.selects(list, 'Open one…', '1042')
    await sam.reads(general, /not connected to Waybill/)
  })
})

describe('shortcuts from anywhere', () => {
  test('find an order, open a complaint, and list one’s own cases', async () => {
    const { sam } = shop
    await shop.forwarded('1042', 'LAMP')
    await sam.globalShortcut('Find an order')
    await sam.seesModal(/Find/)
    await sam.submits({ Text: '1042' })
    await sam.seesModal(/1042/)
    await sam.closes({ all: true })
    await sam.globalShortcut('New complaint')
    await sam.seesModal(/Open a complaint/)
    expect(await sam.suggestions(await sam.seesModal(), 'Order', '10')).toContainEqual(expect.stringContaining('1042'))
    await sam.submits({ Order: '1042', Reason: 'other', 'What happened': 'It hums' })
    await sam.seesModal(/is open/)
    await sam.closes({ all: true })
    await sam.globalShortcut('My open cases')
    await sam.seesModal(/cases?/i)
    shop.allWell()
  })

  test('do nothing for people who are not staff', async () => {
    const pat = shop.fake.person('pat')
    await pat.globalShortcut('My open cases')
    expect((await pat.seesModal(/not connected/)).buttons).toEqual([])
  })
})

describe('forms suggest what there is while one types', () => {
  beforeEach(async () => {
    for (const number of ['1042', '1043', '2001']) await shop.received(number, 'LAMP')
  })

  test('and take what was typed all the same', async () => {
    const { sam, rooms } = shop
    await sam.types(rooms.orders, '/order forward')
    const form = await sam.seesModal(/Forward/)
    expect(await sam.suggestions(form, 'Order', '')).toHaveLength(3)
    const found = await sam.suggestions(form, 'Order', '104')
    expect(found.filter(label => /^104[23]/.test(label))).toHaveLength(2)
    expect(await sam.suggestions(form, 'Order', '9999')).toEqual(['“9999”'])
    const many = Array.from({ length: 40 }, (_, at) => 3_000 + at).join(' ')
    expect(await sam.suggestions(form, 'Order', many)).toHaveLength(3)
    await sam.submits({ Order: ['1042', '1043'] })
    await sam.reads(rooms.orders, /1042.*1043|2 orders/)
    shop.allWell()
  })

  test('only to whoever was shown the form, and only what is theirs', async () => {
    const { sam, mei, rooms } = shop
    await shop.forwarded('3001', 'LAMP')
    await sam.types(rooms.orders, '/order forward')
    const { privateMetadata } = await sam.seesModal(/Forward/)
    const { t: token } = JSON.parse(privateMetadata)
    const stolen = { chat: 'slack', user: mei.id, name: 'mei', channel: rooms.orders.id, roles: [] }
    expect(await shop.bot.desk.completeField(stolen, token, 'orders', '10', {})).toEqual([])
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 3001-A/), 'Add tracking')
    expect((await mei.seesModal(/Add tracking/)).values).toHaveProperty('Carrier')
    expect(await mei.suggestions(await mei.seesModal(), 'Carrier', 'UP')).toContain('UPS')
  })
})
