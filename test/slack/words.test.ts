import { describe, expect, test } from 'vitest'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import { MODES } from '../stage/slack/slack-bot.ts'

describe.each(MODES)('over %s', mode => {
  const shop = aSlackShop({ mode })

  test('a command that lacks words opens a form, and a bare one shows help', async () => {
    const { sam, rooms } = shop
    await shop.received('1049', 'LAMP')
    await sam.types(rooms.orders, '/order')
    expect((await sam.reads(rooms.orders, /order forward <order>/)).text).toContain('Such as /order forward 1042')
    await sam.types(rooms.orders, '/order forward')
    await sam.seesModal(/Forward an order/)
    await sam.submits({ Order: '1049' })
    await sam.reads(rooms.orders, /1049-A went to Lumen/)
    shop.allWell()
  })

  test('rooms and people are chosen by Slack’s own names', async () => {
    const { sam, ola, rooms } = shop
    const works = shop.fake.channel('works', { kind: 'private', members: [sam, ola] })
    await sam.types(rooms.orders, '/supplier add “Ola Works” zone:Riga')
    await sam.reads(rooms.orders, /Ola Works/)
    await sam.types(rooms.orders, '/supplier room “Ola Works” #works')
    await sam.reads(rooms.orders, /#works is Ola Works’s room now/)
    await sam.types(rooms.orders, '/supplier contact “Ola Works” @ola')
    await sam.reads(rooms.orders, /ola may act for Ola Works/)
    await sam.types(rooms.orders, '/supplier room')
    await sam.seesModal(/Bind a room/)
    await sam.submits({ Supplier: 'Casa', Room: works.id })
    expect(sam.modal?.errors.Room).toMatch(/belongs to another supplier/)
    shop.allWell()
  })

  test('a mention does what a command does, and asks for a press where it needs a form', async () => {
    const { sam, mei, rooms } = shop
    await shop.received('1050', 'LAMP')
    sam.says(rooms.orders, '@waybill order forward 1050')
    await sam.reads(rooms.orders, /1050-A went to Lumen/)
    await shop.bot.settles()
    mei.says(rooms.lumen, '@waybill tracking add 1050-A')
    const asked = await mei.reads(rooms.lumen, /a few more words/)
    await mei.presses(asked, 'Open the form')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z999AA10123456784' })
    await mei.reads(rooms.lumen, /All of 1050-A is in parcels/)
    mei.says(rooms.lumen, '@waybill order list')
    await mei.reads(rooms.lumen, /I don’t know \/order/)
    shop.allWell()
  })

  test('a number is found in the words of a message', async () => {
    const { sam, mei, rooms } = shop
    await shop.received('1051', 'LAMP')
    await sam.types(rooms.orders, '/order forward 1051')
    await shop.bot.settles()
    const card = await mei.reads(rooms.lumen, /Purchase order 1051-A/)
    const { seen } = mei.says(rooms.lumen, 'Sent it with 1Z999AA10123456784, ok?', { thread: card })
    expect((await mei.messageShortcut(seen, 'Add tracking')).refused).not.toBeNull()
    await sam.messageShortcut(seen, 'Add tracking')
    const form = await sam.seesModal(/Add tracking/)
    expect(form.values).toMatchObject({ 'Tracking number': '1Z999AA10123456784' })
    expect(form.values).not.toHaveProperty('Purchase order')
    await sam.submits()
    await sam.reads(rooms.lumen, /All of 1051-A is in parcels/)
    shop.allWell()
  })

  test('what nobody here knows is acknowledged, and does nothing', async () => {
    const { sam, rooms } = shop
    await sam.types(rooms.orders, '/order nonsense 1042')
    await sam.reads(rooms.orders, /I don’t know \/order nonsense/)
    const elsewhere = shop.fake.channel('random', { members: [sam] })
    const pat = shop.fake.person('pat')
    shop.fake.rooms.invite(elsewhere, pat)
    await pat.types(elsewhere, '/order list')
    await pat.reads(elsewhere, /not connected to Waybill/)
    shop.allWell()
  })
})
